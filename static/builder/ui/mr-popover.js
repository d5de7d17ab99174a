// @ts-check
/**
 * <mr-popover> — a button and a panel of any content; fires `mr-open` on the element when it opens, so that htmx can
 * load the panel: <mr-popover hx-get="…" hx-trigger="mr-open" hx-target="find .popover-body">.
 */
import { MenuElement } from "./mr-menu.js";

export class PopoverElement extends MenuElement {}

if (!customElements.get("mr-popover")) customElements.define("mr-popover", PopoverElement);
