/* What script adds to pages that work without it: the behaviour of govuk-frontend's controls, and forms sent only once. */
const script = document.querySelector('script[data-controls]')

// The address of the library comes from the page, because only the page knows its hashed name.
const controls = await import(script.dataset.controls)

// govuk-frontend's styles hide conditional parts only when these classes say that script can open them again.
document.body.classList.add('js-enabled')
if ('noModule' in HTMLScriptElement.prototype) {
  document.body.classList.add('govuk-frontend-supported')
}

const { CharacterCount, Checkboxes, ErrorSummary, PasswordInput, Radios, SkipLink, createAll } = controls
for (const control of [CharacterCount, Checkboxes, ErrorSummary, PasswordInput, Radios, SkipLink]) {
  createAll(control)
}

// The library marks a radio that opens a part as expanded; a radio may not carry that, and readers hear the part anyway.
const tidy = () => {
  for (const radio of document.querySelectorAll('input[type=radio][aria-expanded]')) radio.removeAttribute('aria-expanded')
}
tidy()
document.addEventListener('click', tidy)
window.addEventListener('pageshow', tidy) // the library marks them again when a page is shown

// What only works with script is shown only then.
for (const part of document.querySelectorAll('[data-needs-script]')) part.hidden = false

// The sign-in library reports a passkey that was refused or not found; the page has a sentence ready.
document.addEventListener('allauth.error', (event) => {
  event.preventDefault()
  for (const sentence of document.querySelectorAll('[data-passkey-trouble]')) sentence.hidden = false
})

// A second press on a slow connection must not send a form twice.
document.addEventListener('submit', (event) => {
  const form = event.target
  if (form.method !== 'post') return
  if (form.dataset.sent) {
    event.preventDefault()
    return
  }
  form.dataset.sent = 'yes'
  // A form that answers with a file leaves the page as it was, and may be sent again.
  setTimeout(() => delete form.dataset.sent, 5000)
})
// A page that comes back from the browser's history has not been sent.
window.addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form[data-sent]')) delete form.dataset.sent
})
