// Word's comforts while typing: "- " and "1. " begin a list.

import { closeHistory } from "prosemirror-history";
import { Plugin } from "prosemirror-state";

import { bullets, numbers } from "./commands.js";
import { schema } from "./schema.js";

const SIGNS = { "-": bullets, "*": bullets, "•": bullets, "1.": numbers, "1)": numbers };

export const lists = new Plugin({
  props: {
    handleTextInput(view, from, to, typed) {
      const { $from } = view.state.selection;
      const before = $from.parent.textBetween(0, $from.parentOffset, null, "\ufffc");
      const isAtTop = $from.depth === 1 && $from.parent.type === schema.nodes.paragraph;
      const begin = typed === " " && from === to && isAtTop && SIGNS[before];
      if (!begin) return false;
      view.dispatch(view.state.tr.insertText(" "));
      const { tr } = view.state;
      tr.delete($from.start(), $from.start() + before.length + 1);
      begin(view.state.apply(tr), (wrapped) => wrapped.steps.forEach((step) => tr.step(step)));
      view.dispatch(closeHistory(tr)); // so that one undo brings the sign back
      return true;
    },
  },
});
