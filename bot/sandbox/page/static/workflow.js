// Workflow Builder, as far as the sandbox has it: one step of the app, its inputs, and what the run gave.

import { api } from "./api.js";
import { fill, h, uid } from "./dom.js";
import { closePanel, showPanel } from "./panel.js";
import { app, displayName, store } from "./store.js";
import { showError } from "./toast.js";

let isOpen = false;
let form = null;
const outcome = h("div", { class: "step-outcome", role: "status" });

/** Open the panel, or close it. */
export function toggleWorkflow() {
  if (isOpen) return close();
  isOpen = true;
  const steps = Object.entries(app().steps ?? {});
  const choose = h("select", { class: "field-input", "aria-label": "Step", data: { testid: "step" }, on: { change: () => draw(choose.value) } }, steps.map(([name, step]) => h("option", { value: name }, step.title)));
  form = h("form", { class: "step-form", on: { submit: (event) => (event.preventDefault(), run(choose.value)) } });
  showPanel({ name: "workflow", title: "Workflow", subtitle: "runs one step", children: [h("div", { class: "scroller step" }, choose, form, outcome)], close });
  draw(choose.value);
  choose.focus();
  return undefined;
}

function close() {
  isOpen = false;
  closePanel("workflow");
}

function draw(name) {
  const step = app().steps?.[name];
  if (!step) return;
  const { properties, required } = step.input_parameters;
  outcome.replaceChildren();
  fill(form, h("p", { class: "step-about" }, step.description), Object.entries(properties).map(([key, about]) => row(key, about, required.includes(key))),
    h("button", { class: "button primary", type: "submit" }, "Run the step"));
}

function row(key, about, needed) {
  const [id, hint] = [uid("step"), uid("step-hint")];
  const shared = { class: "field-input", id, name: key, required: needed, "aria-describedby": hint };
  const people = () => [...store.users.values()].filter((person) => !person.is_bot).map((person) => h("option", { value: person.id, selected: needed && person.id === store.me }, displayName(person)));
  const field = about.type === "slack#/types/user_id" ? h("select", shared, needed ? null : h("option", { value: "" }, "Nobody"), people()) : h("input", { ...shared, type: "text", autocomplete: "off" });
  return h("div", { class: "step-field" }, h("label", { htmlFor: id }, about.title, needed ? null : h("small", {}, " (optional)")), field, h("p", { class: "step-hint", id: hint }, about.description));
}

async function run(step) {
  const inputs = Object.fromEntries([...new FormData(form)].filter(([, value]) => value));
  const button = form.querySelector("[type=submit]");
  button.disabled = true;
  try {
    tell(await api.step({ step, inputs }), app().steps[step].output_parameters.properties);
  } catch (error) {
    showError(error);
  }
  button.disabled = false;
}

function tell(ended, outputs) {
  const heading = { completed: "Done", failed: "The step failed", running: "No answer yet" }[ended.state];
  const gave = Object.entries(ended.outputs).flatMap(([key, value]) => [h("dt", {}, outputs[key]?.title ?? key), h("dd", { class: "pane-value" }, String(value))]);
  fill(outcome, h("h3", {}, heading), ended.error ? h("p", { class: "pane-refused" }, ended.error) : null, gave.length ? h("dl", { class: "pane-fields" }, gave) : null);
  outcome.scrollIntoView({ block: "nearest" });
}
