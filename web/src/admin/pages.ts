// The parts of the administration, and who may open them.

import type { Component } from "svelte";
import { session } from "../api/session.svelte";

/**
 * A page gets the `item` that its address names, `new` for one to add, and the address that it stands under (`base`);
 * one that is a single form takes neither. The guide gets the `entry` of the page that it shows besides.
 */
export type PageComponent = Component<any>;

export interface AdminPage {
  id: string;
  /** The message that names it. */
  name: string;
  load: () => Promise<{ default: PageComponent }>;
  open: () => boolean;
}

const works = () => session.has("agent", "supervisor", "administrator");
const administers = () => session.has("administrator");
/** What is asked is agreed with the client; supervisors and analysts read it. */
const readsSurveys = () => session.has("administrator", "client", "supervisor", "analyst");
const steers = () => session.has("administrator", "supervisor");

const people: readonly AdminPage[] = [
  { id: "people", name: "admin-persons", load: () => import("./Persons.svelte"), open: works },
  { id: "units", name: "admin-units", load: () => import("./Units.svelte"), open: administers },
  { id: "users", name: "admin-users", load: () => import("./Users.svelte"), open: administers },
  { id: "groups", name: "admin-groups", load: () => import("./Groups.svelte"), open: administers },
];

const model: readonly AdminPage[] = [
  { id: "guide", name: "guide-start", load: () => import("./model/guide/Guide.svelte"), open: administers },
  { id: "categories", name: "admin-categories", load: () => import("./model/Categories.svelte"), open: administers },
  { id: "priority", name: "admin-matrix", load: () => import("./model/Matrix.svelte"), open: administers },
  { id: "solutions", name: "admin-solutions", load: () => import("./model/Solutions.svelte"), open: administers },
  { id: "calendars", name: "model-part-calendars", load: () => import("./model/Calendars.svelte"), open: administers },
  {
    id: "agreements",
    name: "model-part-agreements",
    load: () => import("./model/Agreements.svelte"),
    open: administers,
  },
  {
    id: "group-agreements",
    name: "model-part-group-agreements",
    load: () => import("./model/GroupAgreements.svelte"),
    open: administers,
  },
  {
    id: "assignment",
    name: "model-part-assignment-rules",
    load: () => import("./model/Assignments.svelte"),
    open: administers,
  },
  {
    id: "escalations",
    name: "model-part-escalations",
    load: () => import("./model/Escalations.svelte"),
    open: administers,
  },
  { id: "notices", name: "model-part-notices", load: () => import("./model/Notices.svelte"), open: administers },
  {
    id: "procedures",
    name: "model-part-procedures",
    load: () => import("./model/Procedures.svelte"),
    open: administers,
  },
  { id: "service", name: "model-part-service", load: () => import("./model/Service.svelte"), open: administers },
  {
    id: "commitments",
    name: "model-part-commitments",
    load: () => import("./model/Commitments.svelte"),
    open: administers,
  },
  {
    id: "scenarios",
    name: "model-part-scenarios",
    load: () => import("./model/trial/Scenarios.svelte"),
    open: administers,
  },
  { id: "replays", name: "replays", load: () => import("./model/trial/Replays.svelte"), open: administers },
  { id: "model", name: "model-publish-title", load: () => import("./model/Publish.svelte"), open: administers },
];

const asked: readonly AdminPage[] = [
  { id: "surveys", name: "survey-title", load: () => import("../survey/Surveys.svelte"), open: readsSurveys },
  {
    id: "follow-ups",
    name: "follow-ups-title",
    load: () => import("../survey/FollowUps.svelte"),
    open: () => session.watches,
  },
];

const desk: readonly AdminPage[] = [
  { id: "mail", name: "admin-mail", load: () => import("./Mail.svelte"), open: administers },
  { id: "mailboxes", name: "mailboxes-title", load: () => import("./Mailboxes.svelte"), open: administers },
  { id: "mails-aside", name: "mails-aside-title", load: () => import("./MailsAside.svelte"), open: administers },
  { id: "outbox", name: "admin-outbox", load: () => import("./Outbox.svelte"), open: steers },
  { id: "webhooks", name: "admin-webhooks", load: () => import("./Webhooks.svelte"), open: administers },
  { id: "backups", name: "admin-backups", load: () => import("./Backups.svelte"), open: administers },
  { id: "jobs", name: "admin-jobs", load: () => import("./Jobs.svelte"), open: administers },
  { id: "health", name: "admin-health", load: () => import("./Health.svelte"), open: steers },
  { id: "audit", name: "audit-title", load: () => import("./Audit.svelte"), open: administers },
  { id: "tokens", name: "admin-tokens", load: () => import("./Tokens.svelte"), open: administers },
  { id: "desk", name: "admin-desk", load: () => import("./Desk.svelte"), open: administers },
];

/** The pages by what they are about; `name` is the message over them. */
export const sections: readonly { name: string; pages: readonly AdminPage[] }[] = [
  { name: "admin-section-people", pages: people },
  { name: "admin-section-model", pages: model },
  { name: "admin-section-surveys", pages: asked },
  { name: "admin-section-desk", pages: desk },
];

export const pages: readonly AdminPage[] = sections.flatMap((section) => section.pages);
