import { mount } from "svelte";
import App from "./App.svelte";
import "./look/index.css";

const target = document.getElementById("desk");
if (target) mount(App, { target });
