// The names under which the screens know what the API speaks of.

import type { components } from "./schema";

type Schemas = components["schemas"];

export type Kind = Schemas["Kind"];
export type Channel = Schemas["Channel"];
export type State = Schemas["State"];
export type Status = Schemas["TicketStatus"];
export type Sort = Schemas["TicketOrder"];
export type WaitingFor = Schemas["WaitingFor"];
export type Impact = Schemas["Impact"];
export type Urgency = Schemas["Urgency"];
export type Priority = Schemas["Priority"];
export type Level = Schemas["Level"];
export type Role = Schemas["Role"];
export type Language = Schemas["Language"];
export type Theme = Schemas["Theme"];
export type Action = Schemas["Action"];
export type WhyNot = Schemas["WhyNot"];
export type OutboxState = Schemas["MailState"];

export type ProblemDocument = Schemas["Problem"];
export type Named = Schemas["Named"];
export type About = Schemas["About"];
export type Me = Schemas["Me"];
export type Preferences = Schemas["ChosenPreferences"];
export type Desk = Schemas["Desk"];
export type Model = Schemas["Model"];
export type Category = Schemas["Category"];
export type SolutionCode = Schemas["SolutionCode"];
export type Person = Schemas["Person"];
export type PersonInput = Schemas["PersonInput"];
export type Unit = Schemas["Unit"];
export type User = Schemas["User"];
export type UserInput = Schemas["UserInput"];
export type Group = Schemas["Group"];
export type GroupInput = Schemas["GroupInput"];
export type Token = Schemas["Token"];
export type Session = Schemas["OpenSession"];
export type UserAccess = Schemas["UserAccess"];
export type LinkOwner = Schemas["LinkOwner"];
export type SecondStepKey = Schemas["SecondStepKey"];
export type MailSettings = Schemas["MailSetup"];
export type Health = Schemas["HealthView"];
export type Finding = Schemas["HealthFinding"];
export type Backups = Schemas["BackupsView"];
export type OutboxItem = Schemas["OutgoingMail"];
export type TicketRow = Schemas["TicketRow"];
export type Ticket = Schemas["Ticket"];
export type TicketPatch = Schemas["TicketChange"];
export type ActionState = Schemas["TicketAction"];
export type Counts = Schemas["TicketCounts"];
export type TimelineItem = Schemas["TimelineItem"];
export type Stay = Schemas["Stay"];
export type Wait = Schemas["Wait"];
export type Fact = Schemas["Fact"];
