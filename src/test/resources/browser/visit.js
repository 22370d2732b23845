// Shows views of Allure's page, opens everything in them, and looks for what no text may cause.
// Arguments: the views, such as "suites"; a callback for the findings and the text of each view.
const [views, done] = arguments;

const PAUSE = 3;
const PATIENCE = 20000;

const OPENERS = [
    'div.node:not(.node__expanded) > .node__title',
    '.step:not(.step_expanded) > .step__title_hasContent',
    '.attachment-row:not(.attachment-row_selected)',
    '.status-details__trace-toggle:not([data-opened])'
].join();

// Elements that Allure's own page does not have.
const FOREIGN = [
    '[data-hostile]', 'iframe', 'frame', 'embed', 'form', 'base', 'meta[http-equiv]', 'video', 'audio',
    'source', 'details', 'math', 'template', 'marquee', 'textarea', 'link[rel=import]',
    'object:not(.attachment__embed)', '#content script', '#popup script', '#content style', '#popup style',
    '#content link', '#popup link'
].join();

const ADDRESSES = ['href', 'src', 'action', 'formaction', 'data', 'poster', 'background', 'ping', 'xlink:href'];

// A link to a web page is allowed. It requests nothing before it is clicked.
const isOwn = (name, address) =>
    /^(#|$|data:(image|text|font|application)\/)/.test(address) || name === 'href' && /^https?:\/\//.test(address);

const pause = () => new Promise(resume => setTimeout(resume, PAUSE));

async function until(what, isTrue) {
    const start = performance.now();
    while (!isTrue()) {
        if (performance.now() - start > PATIENCE) {
            throw new Error(`${what} has not happened: ${document.body.innerText.slice(0, 500)}`);
        }
        await pause();
    }
}

const content = () => document.querySelector('.app__content')?.firstElementChild;

// Views are drawn some time after the address changes.
async function show(address) {
    const before = content();
    location.hash = address;
    await until(`the view '${address}'`, () => content() && content() !== before);
}

const isLoading = () =>
    window.jQuery.active > 0
    || document.querySelector('.spinner') !== null
    || document.querySelectorAll('.attachment-row_selected, .modal').length
        > document.querySelectorAll('.attachment :is(object, tr:first-child, pre:not(:empty))').length;

// One part may begin to load when another one has ended.
async function settle() {
    for (let quiet = 0; quiet < 3; quiet++) {
        await pause();
        await until('the end of loading', () => !isLoading() || (quiet = 0));
    }
}

async function openAll() {
    for (let closed; (closed = document.querySelectorAll(OPENERS)).length > 0; await settle()) {
        closed.forEach(one => {
            one.setAttribute('data-opened', '');
            one.click();
        });
    }
}

function hover() {
    const targets = new Map();
    document.querySelectorAll('.app__content [data-tooltip], .timeline__item, .chart__plot *').forEach(one =>
        targets.set(one.dataset.tooltip ?? targets.size, one));
    targets.forEach(one => {
        for (const type of ['mouseover', 'mouseenter', 'mousemove']) {
            one.dispatchEvent(new MouseEvent(type, {bubbles: type !== 'mouseenter'}));
        }
        look('beside the mouse', document.querySelector('#popup'));
        one.dispatchEvent(new MouseEvent('mouseout', {bubbles: true}));
    });
}

async function enlargeAttachment() {
    const button = document.querySelector('.attachment-row__fullscreen');
    if (button) {
        button.click();
        await settle();
        document.querySelectorAll('.modal').forEach(modal => look('in front', modal));
        document.querySelector('.modal__close').click();
    }
}

let found = new Set();

function look(place, part) {
    if (window.__hostile !== undefined) {
        found.add(`a script ran: ${window.__hostile}`);
    }
    part.querySelectorAll(FOREIGN).forEach(one => found.add(`${place}: ${one.outerHTML.slice(0, 200)}`));
    part.querySelectorAll('*').forEach(one => {
        for (const {name, value} of one.attributes) {
            if (/^on|^srcdoc$/.test(name) || ADDRESSES.includes(name) && !isOwn(name, value.trim())) {
                found.add(`${place}: attribute ${name}="${value.slice(0, 200)}" of ${one.tagName}`);
            }
        }
    });
}

// The tabs of one result are parts of one element, which would stay.
const isBeside = view => location.hash.split('/')[1] === view.split('/')[1];

async function visit(view) {
    found = new Set();
    if (isBeside(view)) {
        await show('no-such-view');
    }
    await show(view);
    await settle();
    await openAll();
    look('in the view', document);
    const text = document.querySelector('.app__content').innerText;
    const attachments = document.querySelectorAll('.attachment-row_selected').length;
    await enlargeAttachment();
    hover();
    return {view, text, attachments, found: [...found]};
}

async function visitAll() {
    const visited = [];
    await until('the first view', () => window.reportDataReady && content());
    for (const view of views) {
        visited.push(await visit(view));
    }
    return visited;
}

visitAll().then(done, failure => done(String(failure)));
