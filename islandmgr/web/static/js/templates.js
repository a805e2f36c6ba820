// Templates of elements, which change in place when what they show does. Text goes in as text, as in dom.js.

// Also what lit-html's own files import, so that a page asks for all of them at once.
import "../vendor/lit-html-3.3.3/directive.js";
import "../vendor/lit-html-3.3.3/directive-helpers.js";
import * as repeating from "../vendor/lit-html-3.3.3/directives/repeat.js";
import * as lit from "../vendor/lit-html-3.3.3/lit-html.js";

export const html = lit.html;
export const nothing = lit.nothing;
/** `render(template, element)`: the element's children are the template's from then on; nobody else may change them. */
export const render = lit.render;
/** `repeat(items, key, template)`: each item keeps its elements, wherever it moves to. For all that has buttons or fields. */
export const repeat = repeating.repeat;
