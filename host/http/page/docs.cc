// SPDX-License-Identifier: Apache-2.0
#include "host/http/page/docs.h"

#include <algorithm>

#include "host/http/guard/guard.h"
#include "host/value/json.h"

namespace dashflow::http {
namespace {

constexpr std::string_view kHead = R"(<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>DashFlow: the API</title>
<style>
body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#222}
h2{margin-top:2.5rem;border-bottom:1px solid #ccc}
details{margin:.4rem 0}summary{cursor:pointer}
code,pre{font:13px/1.45 ui-monospace,monospace}
pre{background:#f5f5f5;padding:.6rem;overflow:auto}
.method{display:inline-block;width:4.5rem;font-weight:bold}
td{padding:.1rem .8rem .1rem 0;vertical-align:top}
@media(prefers-color-scheme:dark){body{background:#161616;color:#ddd}pre{background:#222}
h2{border-color:#444}a{color:#8bf}}
</style></head><body>
)";

std::string Escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else
      out += c;
  }
  return out;
}

std::string Code(std::string_view text) { return "<code>" + Escaped(text) + "</code>"; }

std::string SchemaBlock(std::string_view title, std::string_view schema) {
  if (schema.empty()) return {};
  return "<p>" + std::string(title) + "</p><pre>" +
         Escaped(ToPrettyJson(ParseJson(schema).value())) + "</pre>\n";
}

std::string QueryTable(const std::vector<Parameter>& query) {
  if (query.empty()) return {};
  std::string table = "<p>Query</p><table>\n";
  for (const Parameter& one : query) {
    table += "<tr><td>" + Code(one.name) + (one.list ? " …" : "") + "<td>" + Code(one.schema) +
             "<td>" + Escaped(one.about) + "\n";
  }
  return table + "</table>\n";
}

std::string Entry(const Route& route) {
  std::string scope(ScopeName(route.scope));
  return "<details id=\"" + Escaped(route.operation) + "\"><summary><span class=\"method\">" +
         std::string(MethodName(route.method)) + "</span>" + Code(route.pattern) + " " +
         Escaped(route.summary) + "</summary>\n<p>Scope: " + scope + "</p>\n" +
         QueryTable(route.query) +
         SchemaBlock(route.needs_body ? "Body" : "Body, may be left out", route.body) +
         SchemaBlock("Answer", route.reply) + "</details>\n";
}

std::vector<std::string_view> TagsOf(const std::vector<Route>& routes) {
  std::vector<std::string_view> tags;
  for (const Route& route : routes) {
    if (std::ranges::find(tags, route.tag) == tags.end()) tags.push_back(route.tag);
  }
  return tags;
}

}  // namespace

std::string DocsPage(const std::vector<Route>& routes, std::string_view version) {
  std::string page(kHead);
  page += "<h1>DashFlow " + Escaped(version) +
          ": the API</h1>\n<p>For programs: <a href=\"openapi.json\">openapi.json</a>. Errors are "
          "<code>{\"detail\", \"error\": {\"code\", \"message\", \"fix\", …}}</code>; "
          "<code>dashflow explain CODE</code> tells more.</p>\n";
  for (const std::string_view tag : TagsOf(routes)) {
    page += "<h2>" + Escaped(tag) + "</h2>\n";
    for (const Route& route : routes)
      if (route.tag == tag) page += Entry(route);
  }
  return page + "</body></html>\n";
}

}  // namespace dashflow::http
