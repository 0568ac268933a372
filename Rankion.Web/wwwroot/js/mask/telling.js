// What the mask editor says and asks: one note at a time, over the picture.

/** @param area gets the focus back once a note is answered. */
export function telling(dialog, area, say, on) {
  const find = name => dialog.querySelector(`[data-${name}]`);
  let answer = null;

  /** Resolves to true where a question is answered with yes. Another note answers the one before with no. */
  function tell(text, yes = null, no = say.close) {
    answer?.(false);
    find('note-text').textContent = text;
    Object.assign(find('note-yes'), { hidden: !yes, textContent: yes ?? '' });
    find('note-no').textContent = no;
    find('note').hidden = false;
    find(yes ? 'note-yes' : 'note-no').focus();
    return new Promise(resolve => { answer = resolve; });
  }

  function reply(value) {
    find('note').hidden = true;
    answer?.(value);
    answer = null;
    area.focus({ preventScroll: true });
  }

  on(find('note-yes'), 'click', () => reply(true));
  on(find('note-no'), 'click', () => reply(false));

  // For who cannot see where the keys have moved to; of what follows quickly, the last.
  let heard;
  function hear(text, after = 0) {
    clearTimeout(heard);
    heard = setTimeout(() => { find('spot').textContent = text; }, after);
  }

  return { tell, reply, hear, isAsking: () => answer !== null };
}

/** A sentence with its holes filled. */
export const fill = (text, ...parts) => parts.reduce((said, part, i) => said.replaceAll(`{${i}}`, part), text);

/** A number as the page's language writes it. */
export const number = n => n.toLocaleString(document.documentElement.lang);
