// Interim: written by hand in the shape that openapi-typescript gives, until ../openapi/ventanilla.json is exported.

type Json<T> = { content: { "application/json": T } };
type Failed = { headers: { [name: string]: unknown }; content: { "application/problem+json": components["schemas"]["Problem"] } };
type Answer<T> = { headers: { [name: string]: unknown } } & Json<T>;
type Nothing = { headers: { [name: string]: unknown }; content?: never };
type Params<Q, P> = {
  query?: Q;
  header?: { "If-Match"?: string; "Idempotency-Key"?: string };
  cookie?: never;
} & ([P] extends [never] ? { path?: never } : { path: P });
type Ask<R, Q = never, P = never> = { parameters: Params<Q, P>; requestBody?: never; responses: { 200: Answer<R>; default: Failed } };
type Send<B, R, P = never> = { parameters: Params<never, P>; requestBody: Json<B>; responses: { 200: Answer<R>; default: Failed } };
type Make<B, R, P = never> = { parameters: Params<never, P>; requestBody: Json<B>; responses: { 201: Answer<R>; default: Failed } };
type Do<R, P = never> = { parameters: Params<never, P>; requestBody?: never; responses: { 200: Answer<R>; default: Failed } };
type Tell<B, P = never> = { parameters: Params<never, P>; requestBody: Json<B>; responses: { 204: Nothing; default: Failed } };
type Drop<P = never> = { parameters: Params<never, P>; requestBody?: never; responses: { 204: Nothing; default: Failed } };
type Page<T> = { items: T[]; next: string | null };
type Paging = { limit?: number; cursor?: string };
type Number_ = { number: number };
type Id = { id: number };
type S = components["schemas"];

export interface paths {
  "/about": { get: Ask<S["About"]> };
  "/setup": { post: Make<S["Setup"], S["Me"]> };
  "/setup/check": { post: Send<{ token: string }, S["SetupCheck"]> };
  "/session": { post: Send<{ email: string; password: string }, S["Me"]>; delete: Drop };
  "/sessions": { get: Ask<Page<S["Session"]>> };
  "/sessions/{id}": { delete: Drop<{ id: string }> };
  "/demo/enter": { post: Send<{ user: number }, S["Me"]> };
  "/me": { get: Ask<S["Me"]> };
  "/me/preferences": { patch: Send<Partial<S["Preferences"]>, S["Me"]> };
  "/me/password": { put: Tell<{ current: string; new: string }> };
  "/me/away": { put: Send<{ away: boolean; until?: string | null }, S["Me"]> };
  "/desk": { get: Ask<S["Desk"]>; put: Send<S["DeskSettings"], S["Desk"]> };
  "/model": { get: Ask<S["Model"]> };
  "/model/versions": { get: Ask<Page<S["ModelVersion"]>, Paging> };
  "/model/matrix": { put: Send<{ matrix: S["Priority"][][] }, S["Model"]> };
  "/model/categories": { post: Make<S["CategoryInput"], S["Model"]> };
  "/model/categories/{id}": { put: Send<S["CategoryInput"], S["Model"], Id> };
  "/model/solution-codes": { put: Send<{ solution_codes: S["SolutionCode"][] }, S["Model"]> };
  "/model/closing": { put: Send<{ close_after_days: number; reopen_within_days: number }, S["Model"]> };
  "/model/preview": { post: Send<S["PreviewInput"], S["Preview"]> };
  "/persons": {
    get: Ask<Page<S["Person"]>, Paging & { q?: string; unit?: number }>;
    post: Make<S["PersonInput"], S["Person"]>;
  };
  "/persons/{id}": { get: Ask<S["Person"], never, Id>; put: Send<S["PersonInput"], S["Person"], Id> };
  "/persons/{id}/tickets": { get: Ask<Page<S["TicketRow"]>, Paging & { status?: S["Status"][] }, Id> };
  "/units": {
    get: Ask<Page<S["Unit"]>, Paging & { parent?: number; q?: string }>;
    post: Make<S["UnitInput"], S["Unit"]>;
  };
  "/units/{id}": { get: Ask<S["Unit"], never, Id>; put: Send<S["UnitInput"], S["Unit"], Id> };
  "/users": {
    get: Ask<Page<S["User"]>, Paging & { role?: S["Role"]; active?: boolean; q?: string }>;
    post: Make<S["UserInput"], S["User"]>;
  };
  "/users/{id}": { get: Ask<S["User"], never, Id>; put: Send<S["UserInput"], S["User"], Id> };
  "/users/{id}/away": { put: Send<{ away: boolean; until?: string | null }, S["User"], Id> };
  "/groups": {
    get: Ask<Page<S["Group"]>, Paging & { q?: string }>;
    post: Make<S["GroupInput"], S["Group"]>;
  };
  "/groups/{id}": { get: Ask<S["Group"], never, Id>; put: Send<S["GroupInput"], S["Group"], Id> };
  "/tokens": { get: Ask<Page<S["Token"]>, Paging>; post: Make<S["TokenInput"], S["Token"] & { secret: string }> };
  "/tokens/{id}": { delete: Drop<Id> };
  "/mail/settings": { get: Ask<S["MailSettings"]>; put: Send<S["MailSettingsInput"], S["MailSettings"]> };
  "/mail/test": { post: Send<{ to: string }, { ok: boolean; reply: string }> };
  "/mail/outbox": {
    get: Ask<Page<S["OutboxItem"]> & { counts: Record<S["OutboxState"], number> }, Paging & { state?: S["OutboxState"] }>;
  };
  "/mail/outbox/{id}/send-again": { post: Do<S["OutboxItem"], Id> };
  "/tickets": {
    get: Ask<
      Page<S["TicketRow"]>,
      Paging & {
        status?: S["Status"][];
        assignee?: string;
        group?: string;
        requester?: number;
        following?: "me";
        solved?: string;
        sort?: S["Sort"];
      }
    >;
    post: Make<S["TicketInput"], S["Ticket"]>;
  };
  "/tickets/counts": { get: Ask<S["Counts"]> };
  "/tickets/{number}": { get: Ask<S["Ticket"], never, Number_>; patch: Send<S["TicketPatch"], S["Ticket"], Number_> };
  "/tickets/{number}/timeline": {
    get: Ask<Page<S["TimelineItem"]>, Paging & { order?: "asc" | "desc" }, Number_>;
  };
  "/tickets/{number}/messages": {
    post: Make<{ text: string; channel?: S["Channel"]; from_requester?: boolean }, S["TimelineItem"], Number_>;
  };
  "/tickets/{number}/notes": { post: Make<{ text: string }, S["TimelineItem"], Number_> };
  "/tickets/{number}/take": { post: Do<S["Ticket"], Number_> };
  "/tickets/{number}/assign": { post: Send<{ assignee: number | null }, S["Ticket"], Number_> };
  "/tickets/{number}/pass": {
    post: Send<{ group: number; assignee?: number; note?: string; reply?: string }, S["Ticket"], Number_>;
  };
  "/tickets/{number}/wait": {
    post: Send<{ on: S["WaitingFor"]; until?: string; reason?: string }, S["Ticket"], Number_>;
  };
  "/tickets/{number}/resume": { post: Do<S["Ticket"], Number_> };
  "/tickets/{number}/resolve": { post: Send<{ text: string; code: string }, S["Ticket"], Number_> };
  "/tickets/{number}/on-line": { post: Send<{ on_line: boolean; reason: string }, S["Ticket"], Number_> };
  "/tickets/{number}/reopen": { post: Send<{ reason: string }, S["Ticket"], Number_> };
  "/tickets/{number}/close": { post: Do<S["Ticket"], Number_> };
  "/tickets/{number}/cancel": { post: Send<{ reason: string }, S["Ticket"], Number_> };
  "/tickets/{number}/priority": {
    post: Send<{ priority: S["Priority"] | null; reason?: string }, S["Ticket"], Number_>;
  };
  "/tickets/{number}/follow": { post: Send<{ follows: boolean }, S["Ticket"], Number_> };
}

export interface components {
  schemas: {
    Kind: "question" | "request" | "incident";
    Channel: "phone" | "mail" | "web" | "counter" | "api" | "monitoring";
    State: "new" | "in_progress" | "waiting" | "resolved" | "closed" | "cancelled";
    Status: "open" | S["State"];
    Sort: "-updated" | "updated" | "-number" | "number" | "priority";
    WaitingFor: "requester" | "third_party" | "moment";
    Impact: "person" | "team" | "site" | "organisation";
    Urgency: "low" | "medium" | "high";
    Priority: "critical" | "high" | "medium" | "low";
    Level: "first" | "second" | "third";
    Role: "requester" | "agent" | "supervisor" | "analyst" | "administrator" | "client";
    Language: "es" | "en" | "pt";
    Theme: "system" | "light" | "dark";
    TokenScope: "read" | "write";
    MailSecurity: "tls" | "starttls" | "none";
    OutboxState: "queued" | "sent" | "failed" | "cancelled" | "unknown";
    Action:
      | "edit"
      | "set_priority"
      | "take"
      | "assign"
      | "pass"
      | "wait"
      | "resume"
      | "resolve"
      | "correct_on_line"
      | "reopen"
      | "close"
      | "cancel"
      | "reply"
      | "note"
      | "follow";
    WhyNot: "state" | "role" | "too_late" | "already_theirs" | "other_group" | "not_on_line";
    Problem: {
      type: string;
      title: string;
      status: number;
      code: string;
      detail: string;
      errors?: { field: string; code: string; max?: number; min?: number }[];
      current?: number;
      action?: S["Action"];
      why?: S["WhyNot"];
    };
    Named: { id: number; name: string };
    About: {
      name: string;
      language: S["Language"];
      time_zone: string;
      version: string;
      set_up: boolean;
      demo: boolean;
      demo_users?: { id: number; name: string; roles: S["Role"][] }[];
    };
    Setup: {
      token: string;
      admin: { name: string; email: string; password: string };
      desk: { name: string; language: S["Language"]; time_zone: string; country?: string };
      start: "empty" | "example";
    };
    SetupCheck: { data_file: string; data_bytes: number; free_bytes: number; version: string };
    Session: { id: string; created_at: string; last_seen_at: string; user_agent: string | null; current: boolean };
    Preferences: {
      language: S["Language"] | null;
      time_zone: string | null;
      theme: S["Theme"] | null;
      single_keys: boolean | null;
    };
    Me: {
      id: number;
      name: string;
      email: string;
      roles: S["Role"][];
      groups: { id: number; name: string; level: S["Level"] }[];
      person: number | null;
      away: { until: string | null } | null;
      preferences: S["Preferences"];
      effective: { language: S["Language"]; time_zone: string; theme: S["Theme"]; single_keys: boolean };
      version: number;
    };
    DeskSettings: {
      name: string;
      language: S["Language"];
      time_zone: string;
      country: string | null;
      public_url: string | null;
    };
    Desk: { settings: S["DeskSettings"] & { version: number }; model_version: number };
    Category: {
      id: number;
      parent: number | null;
      name: string;
      path: string[];
      active: boolean;
      kind: S["Kind"] | null;
      impact: S["Impact"] | null;
      urgency: S["Urgency"] | null;
      group: number | null;
      counts_for_on_line: boolean | null;
    };
    CategoryInput: Omit<S["Category"], "id" | "path">;
    SolutionCode: { code: string; name: string; active: boolean };
    Model: {
      version: number;
      categories: S["Category"][];
      matrix: S["Priority"][][];
      solution_codes: S["SolutionCode"][];
      close_after_days: number;
      reopen_within_days: number;
    };
    ModelVersion: { version: number; published_at: string; by: S["Actor"] };
    PreviewInput: {
      category?: number;
      kind?: S["Kind"];
      impact?: S["Impact"];
      urgency?: S["Urgency"];
      group?: number;
      channel?: S["Channel"];
      requester?: number;
    };
    Preview: {
      kind: S["Kind"];
      impact: S["Impact"];
      urgency: S["Urgency"];
      priority: S["Priority"];
      group: S["Named"] | null;
      level: S["Level"];
    };
    Phone: { e164: string; display: string };
    Person: {
      id: number;
      version: number;
      name: string;
      title: string | null;
      emails: string[];
      phones: S["Phone"][];
      unit: { id: number; name: string; path: string[] } | null;
      language: S["Language"] | null;
      vip: boolean;
      notes: string | null;
      active: boolean;
      open_tickets: number;
      matched?: { field: "name" | "email" | "phone"; value: string };
    };
    PersonInput: {
      name: string;
      title?: string | null;
      emails?: string[];
      phones?: string[];
      unit?: number | null;
      language?: S["Language"] | null;
      vip?: boolean;
      notes?: string | null;
      active?: boolean;
    };
    Unit: {
      id: number;
      version: number;
      parent: number | null;
      name: string;
      path: string[];
      country: string | null;
      active: boolean;
      children: number;
      persons: number;
    };
    UnitInput: { name: string; parent?: number | null; country?: string | null; active?: boolean };
    User: {
      id: number;
      version: number;
      name: string;
      email: string;
      roles: S["Role"][];
      person: number | null;
      languages: S["Language"][];
      skills: string[];
      active: boolean;
      away: { until: string | null } | null;
      groups: S["Named"][];
      open_tickets: number;
    };
    UserInput: {
      name: string;
      email: string;
      roles: S["Role"][];
      person?: number | null;
      languages?: S["Language"][];
      skills?: string[];
      active?: boolean;
      password?: string;
    };
    Group: {
      id: number;
      version: number;
      name: string;
      level: S["Level"];
      members: { id: number; name: string; away: boolean }[];
      languages: S["Language"][];
      skills: string[];
      open_to_all: boolean;
      active: boolean;
      open_tickets: number;
    };
    GroupInput: {
      name: string;
      level: S["Level"];
      members: number[];
      languages?: S["Language"][];
      skills?: string[];
      open_to_all?: boolean;
      active?: boolean;
    };
    Token: {
      id: number;
      name: string;
      role: S["Role"];
      scope: S["TokenScope"];
      created_at: string;
      expires_at: string | null;
      revoked_at: string | null;
      last_used_at: string | null;
    };
    TokenInput: { name: string; role: S["Role"]; scope: S["TokenScope"]; expires_at?: string | null };
    MailSettings: {
      host: string;
      port: number;
      security: S["MailSecurity"];
      username: string | null;
      password_set: boolean;
      from_address: string;
      from_name: string | null;
      version: number;
      missing: string[];
    };
    MailSettingsInput: {
      host: string;
      port: number;
      security: S["MailSecurity"];
      username?: string | null;
      password?: string;
      from_address: string;
      from_name?: string | null;
    };
    OutboxItem: {
      id: number;
      kind: string;
      ticket: number | null;
      to: string;
      state: S["OutboxState"];
      attempts: number;
      created_at: string;
      next_attempt_at: string | null;
      sent_at: string | null;
      last_error: string | null;
    };
    TicketRow: {
      number: number;
      version: number;
      subject: string;
      kind: S["Kind"];
      channel: S["Channel"];
      state: S["State"];
      priority: S["Priority"];
      waiting: { on: S["WaitingFor"]; until: string | null; since: string } | null;
      requester: { id: number; name: string; vip: boolean; unit: S["Named"] | null };
      group: S["Named"] | null;
      level: S["Level"];
      assignee: S["Named"] | null;
      category: { id: number; path: string[] } | null;
      opened_at: string;
      updated_at: string;
      resolved_at: string | null;
      on_line: boolean | null;
    };
    Actor: { kind: "user" | "token" | "person" | "system" | "setup"; id?: number | null; name: string };
    ActionState: { action: S["Action"]; allowed: boolean; why_not: S["WhyNot"] | null };
    Ticket: S["TicketRow"] & {
      description: string | null;
      description_html: string | null;
      affected: S["Named"] | null;
      impact: S["Impact"];
      urgency: S["Urgency"];
      matrix_priority: S["Priority"];
      override: { reason: string; by: S["Actor"]; at: string } | null;
      opened_by: S["Actor"];
      resolution: {
        text: string;
        html: string;
        code: string;
        code_name: string;
        by: S["Actor"];
        at: string;
        on_line: boolean;
        close_at: string;
        reopen_until: string;
      } | null;
      cancelled_reason: string | null;
      closed_at: string | null;
      sealed: boolean;
      reopened: number;
      model: number;
      followers: S["Named"][];
      following: boolean;
      messages: number;
      actions: S["ActionState"][];
    };
    TicketInput: {
      subject: string;
      description?: string;
      channel: S["Channel"];
      requester: { id: number } | { email: string; name?: string } | { phone: string; name?: string } | { me: true };
      affected?: number;
      category?: number;
      kind?: S["Kind"];
      impact?: S["Impact"];
      urgency?: S["Urgency"];
      group?: number;
      assignee?: number;
      note?: string;
      solution?: { text: string; code: string };
    };
    TicketPatch: {
      subject?: string;
      description?: string | null;
      requester?: number;
      affected?: number | null;
      category?: number | null;
      kind?: S["Kind"];
      impact?: S["Impact"];
      urgency?: S["Urgency"];
    };
    Counts: {
      mine: number;
      groups: number;
      unassigned: number;
      waiting: number;
      following: number;
      solved_today: number;
      all: number;
    };
    Written: {
      author: { side: "requester" | "desk"; id: number | null; name: string };
      text: string;
      html: string;
    };
    TimelineItem: {
      seq: number;
      at: string;
      actor: S["Actor"];
      type: "message" | "note" | "fact";
      message?: (S["Written"] & { channel: S["Channel"]; mail: { id?: number | null; state: S["OutboxState"]; error: string | null } | null }) | null;
      note?: S["Written"] | null;
      fact?: S["Fact"] | null;
    };
    Fact: {
      event:
        | "opened"
        | "edited"
        | "classified"
        | "prioritised"
        | "routed"
        | "started"
        | "waited"
        | "resumed"
        | "resolved"
        | "on_line_corrected"
        | "reopened"
        | "closed"
        | "sealed"
        | "cancelled"
        | "followed";
      how?: "taken" | "assigned" | "passed" | "released" | null;
      group?: S["Named"] | null;
      level?: S["Level"] | null;
      assignee?: S["Named"] | null;
      priority?: S["Priority"] | null;
      category?: string[] | null;
      kind?: S["Kind"] | null;
      impact?: S["Impact"] | null;
      urgency?: S["Urgency"] | null;
      on?: S["WaitingFor"] | null;
      until?: string | null;
      reason?: string | null;
      text?: string | null;
      html?: string | null;
      code_name?: string | null;
      on_line?: boolean | null;
      follows?: boolean | null;
      user?: S["Named"] | null;
    };
  };
  responses: never;
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
