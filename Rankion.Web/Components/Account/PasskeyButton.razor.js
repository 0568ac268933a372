const supported = typeof window.PublicKeyCredential?.parseCreationOptionsFromJSON === 'function';

customElements.define('rk-passkey', class extends HTMLElement {
  static formAssociated = true;
  #internals = this.attachInternals();
  #abort;

  async connectedCallback() {
    if (!supported) return;
    const form = this.#internals.form;
    const button = form.querySelector('button[name=passkey]');
    button.hidden = false;
    form.addEventListener('submit', event => {
      this.#abort?.abort();
      if (event.submitter !== button) return;
      event.preventDefault();
      this.#ask();
    });
    if (this.hasAttribute('autofill') && await PublicKeyCredential.isConditionalMediationAvailable?.()) this.#ask('conditional');
  }

  disconnectedCallback() { this.#abort?.abort(); }

  async #ask(mediation) {
    this.#abort?.abort();
    this.#abort = new AbortController();
    const answer = new FormData();
    try {
      answer.append(`${this.getAttribute('name')}.CredentialJson`, JSON.stringify(await this.#credential(mediation, this.#abort.signal)));
    } catch (error) {
      // Nobody asked for what the browser offers by itself, so nobody is told that it did not come.
      if (error.name === 'AbortError' || mediation) return;
      const why = error.name === 'NotAllowedError' ? 'No passkey was given.' : error.name === 'InvalidStateError' ? 'This device has a passkey here already.' : 'The passkey could not be used.';
      answer.append(`${this.getAttribute('name')}.Error`, why);
    }
    this.#internals.setFormValue(answer);
    this.#internals.form.submit();
  }

  async #credential(mediation, signal) {
    const path = this.getAttribute('options');
    const response = await fetch(path, { method: 'POST', signal, headers: { [this.getAttribute('token-name')]: this.getAttribute('token-value') } });
    if (!response.ok) throw new Error(`${path} answered ${response.status}`);
    const options = await response.json();
    return path.endsWith('creation-options')
      ? navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options), signal })
      : navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options), mediation, signal });
  }
});
