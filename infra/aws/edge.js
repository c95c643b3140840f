// Addresses to files, at the CDN (CloudFront Function, cloudfront-js-2.0), before the cache is asked.
// tests/infra/edge_cases.json is the contract; infra/local/edge.py does the same on one machine.
//
//  1  Slashes in a row become one slash, a backslash becomes %5C: no redirect can leave the site.
//  2  /                              302 to the default language
//  3  /log/…                         the same key in the log's bucket, without /log
//  4  /{lang}/search/                /{lang}/search: an HTTP API has no route that ends in a slash
//  5  /petitions.json                /petitions/lists/{state}/{count}/{page}.json
//     /petitions.csv                 /petitions/lists/{state}.csv
//     either with q or topic, or another count than 50, 25 and 10
//                                    /petitions/asked.…, where no file is: the function reads the words
//     /petitions/trending.json       /trending.json
//  6  /petitions, /petitions/{id}    302 to the default language's page; for a client that takes
//                                    nothing but XML the same with .xml, where no file is (406)
//  7  /{lang}/petitions/?state=…     302 to the page that is made for it. One filter at a time, the
//                                    first that is given: state, jurisdiction, category, body, sort.
//  8  …/                             …/index.html
//  9  a last part without a dot      301 to the address with a slash
// 10  /open311/… with jurisdiction_id or extensions
//                                    /open311/asked/…, where no file is: the function reads the words
// 11  everything else                the file of that name
//
// A file that is not there is not the edge's business: the origin group then asks the API's $default
// route (functions/publishing/missing.py), which answers 404, 410 or the empty page of a list.

const DEFAULT_LANGUAGE = "kk";
const LANGUAGE = /^\/(kk|ru|en)\//;
const LIST_PAGE = /^\/(kk|ru|en)\/petitions\/?$/;
const SEARCH_PAGE = /^\/(kk|ru|en)\/search\/?$/;
const STATES = [
    "all", "open", "recent", "closed", "rejected", "awaiting_response", "with_response",
    "awaiting_debate", "debated", "not_debated",
];
const FILTERS = ["state", "jurisdiction", "category", "body", "sort"];
const PETITION = /^\/petitions(\/[1-9][0-9]{0,8})?\/?$/;
const ONLY_XML = /^(application|text)\/xml(;[^,]*)?$/;
const PLAIN = /^[A-Za-z0-9_-]{1,40}$/;
const PAGE = /^[1-9][0-9]{0,4}$/;
const COUNT = /^(?:[1-9]|[1-4][0-9])$/;

function handler(event) {
    const request = event.request;
    const uri = request.uri.replace(/\\/g, "%5C").replace(/\/{2,}/g, "/");
    const query = request.querystring || {};
    if (PETITION.test(uri) && ONLY_XML.test(accepted(request))) {
        request.uri = uri.replace(/\/$/, "") + ".xml";
        return request;
    }
    const location = redirection(uri, query);
    if (location) {
        return moved(location.status, location.to);
    }
    request.uri = file(uri, query);
    return request;
}

function redirection(uri, query) {
    if (uri === "/") {
        return { status: 302, to: "/" + DEFAULT_LANGUAGE + "/" };
    }
    const old = PETITION.exec(uri);
    if (old) {
        return { status: 302, to: "/" + DEFAULT_LANGUAGE + "/petitions" + (old[1] || "") + "/" };
    }
    const filtered = LIST_PAGE.test(uri) ? list(uri, query) : "";
    if (filtered) {
        return { status: 302, to: filtered };
    }
    if (/\/[^\/.]+$/.test(uri) && !SEARCH_PAGE.test(uri) && !uri.startsWith("/log/")) {
        return { status: 301, to: uri + "/" + written(query) };
    }
    return null;
}

function file(uri, query) {
    if (uri.startsWith("/log/")) {
        return uri.slice("/log".length);
    }
    if (SEARCH_PAGE.test(uri)) {
        return uri.replace(/\/$/, "");
    }
    const words = word(query, "q") || word(query, "topic");
    if (uri === "/petitions.json") {
        const count = COUNT.test(word(query, "count")) ? word(query, "count") : "50";
        if (words || !["50", "25", "10"].includes(count)) {
            return "/petitions/asked.json";
        }
        return "/petitions/lists/" + state(query) + "/" + count + "/" + page(query) + ".json";
    }
    if (uri === "/petitions.csv") {
        return words ? "/petitions/asked.csv" : "/petitions/lists/" + state(query) + ".csv";
    }
    if (uri === "/petitions/trending.json") {
        return "/trending.json";
    }
    if (uri.startsWith("/open311/") && (word(query, "jurisdiction_id") || word(query, "extensions"))) {
        return "/open311/asked/" + uri.slice("/open311/".length);
    }
    return uri.endsWith("/") ? uri + "index.html" : uri;
}

// The address of a filtered list, or "" when nothing is asked for.
function list(uri, query) {
    const top = LANGUAGE.exec(uri)[0] + "petitions/";
    if (word(query, "q")) {
        return LANGUAGE.exec(uri)[0] + "search/" + written(query);
    }
    let filter = "";
    for (let i = 0; i < FILTERS.length && !filter; i++) {
        const value = word(query, FILTERS[i]);
        if (PLAIN.test(value) && !(FILTERS[i] === "state" && value === "all")) {
            filter = FILTERS[i] + "/" + value + "/";
        }
    }
    const further = page(query) === "1" ? "" : "page/" + page(query) + "/";
    return filter || further ? top + filter + further : "";
}

function accepted(request) {
    return request.headers.accept ? request.headers.accept.value : "";
}

function state(query) {
    return STATES.includes(word(query, "state")) ? word(query, "state") : "all";
}

function page(query) {
    return PAGE.test(word(query, "page")) ? word(query, "page") : "1";
}

function word(query, name) {
    return query[name] ? query[name].value : "";
}

// The query as it came: values stay as they were written in the address.
function written(query) {
    const parts = [];
    for (const name in query) {
        const values = query[name].multiValue || [query[name]];
        for (let i = 0; i < values.length; i++) {
            parts.push(name + "=" + values[i].value);
        }
    }
    return parts.length ? "?" + parts.join("&") : "";
}

function moved(status, location) {
    return {
        statusCode: status,
        statusDescription: status === 301 ? "Moved Permanently" : "Found",
        headers: { location: { value: location }, "cache-control": { value: "max-age=300" } },
    };
}
