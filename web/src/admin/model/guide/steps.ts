// The steps to a first model: each shows the page that edits its part, and is done when something is set.

import type { Group, ModelDraft } from "../../../api/types";

export interface Step {
  id: string;
  /** The message that names it. */
  name: string;
  /** The page of the administration that it shows. */
  page: string;
  done: (draft: ModelDraft, groups: readonly Group[]) => boolean;
}

export const STEPS: readonly Step[] = [
  {
    id: "hours",
    name: "guide-name-hours",
    page: "calendars",
    done: ({ model }) => model.calendars.length > 0,
  },
  {
    id: "holidays",
    name: "guide-name-holidays",
    page: "calendars",
    done: ({ model }) => model.calendars.some(({ holidays }) => holidays.country != null || holidays.added.length > 0),
  },
  {
    id: "service",
    name: "model-part-service",
    page: "service",
    done: ({ model }) => model.service.hours != null,
  },
  {
    id: "categories",
    name: "model-part-categories",
    page: "categories",
    done: ({ model }) => model.categories.some(({ active }) => active),
  },
  { id: "matrix", name: "model-part-matrix", page: "priority", done: ({ model }) => model.matrix.length > 0 },
  { id: "groups", name: "admin-groups", page: "groups", done: (_, groups) => groups.some(({ active }) => active) },
  {
    id: "agreements",
    name: "guide-name-agreements",
    page: "agreements",
    done: ({ model }) => model.agreements.length > 0,
  },
  {
    id: "promises",
    name: "guide-name-promises",
    page: "group-agreements",
    done: ({ model }) => model.group_agreements.length > 0,
  },
  {
    id: "assignment",
    name: "guide-name-assignment",
    page: "assignment",
    done: ({ model }) => model.assignment_rules.length > 0,
  },
  {
    id: "escalations",
    name: "model-part-escalations",
    page: "escalations",
    done: ({ model }) => model.escalations.length > 0,
  },
  {
    id: "notices",
    name: "model-part-notices",
    page: "notices",
    done: ({ model }) => model.notices.length > 0 || model.digest !== null,
  },
  {
    id: "commitments",
    name: "guide-name-commitments",
    page: "commitments",
    done: ({ model }) => model.commitments.length > 0,
  },
  {
    id: "scenarios",
    name: "model-part-scenarios",
    page: "scenarios",
    done: ({ model }) => model.scenarios.length > 0,
  },
  {
    id: "publish",
    name: "model-publish",
    page: "model",
    // In force is what promises something, and of which nothing waits any more.
    done: ({ model, open }) => !open && model.agreements.length > 0,
  },
];

/** The first step that is not done; the last one when all are. */
export function nextStep(draft: ModelDraft, groups: readonly Group[]): Step | undefined {
  return STEPS.find((step) => !step.done(draft, groups)) ?? STEPS.at(-1);
}
