import { connect } from "@/bridge";
import "./app";
import { startDisplay } from "./display";
import { listen } from "./keys";
import { startRegister } from "./register";
import { startRouter } from "./router";
import { say } from "./words";

document.title = say("frame.name");
startDisplay();
startRouter();
startRegister();
listen(window);
// A file dropped beside its target must not navigate the window away from the ledger.
window.addEventListener("dragover", (event) => event.preventDefault());
window.addEventListener("drop", (event) => event.preventDefault());
await connect();
await customElements.whenDefined("zd-app");
document.querySelector<HTMLElement & { start(): void }>("zd-app")?.start();
