// SPDX-License-Identifier: Apache-2.0
#include "host/cli/view/plugin_views.h"

#include "host/cli/view/settings_text.h"
#include "host/value/builder.h"

namespace dashflow::cli {
namespace {

std::string_view ExecName(graph::ExecClass exec) {
  constexpr std::string_view names[] = {"inline", "compute", "blocking", "async"};
  return names[static_cast<std::size_t>(exec)];
}

std::string_view ConcurrencyName(graph::Concurrency concurrency) {
  constexpr std::string_view names[] = {"reentrant", "serial_instance", "serial_type"};
  return names[static_cast<std::size_t>(concurrency)];
}

Value PortsView(const std::vector<graph::Port>& ports, bool inputs) {
  ArrayBuilder list;
  for (const auto& port : ports) {
    ObjectBuilder object;
    object.Add("name", port.name);
    object.Add("type", port.type);
    if (inputs) object.Add("required", port.required);
    object.Add("doc", port.doc);
    list.Add(std::move(object).Build());
  }
  return std::move(list).Build();
}

std::string PortsText(std::string_view title, const std::vector<graph::Port>& ports, bool inputs) {
  if (ports.empty()) return {};
  std::string text = "\n" + std::string(title) + "\n";
  for (const auto& port : ports) {
    text += "  " + port.name + ": " + port.type + (inputs && !port.required ? ", optional" : "");
    text += port.doc.empty() ? "\n" : "\n      " + port.doc + "\n";
  }
  return text;
}

std::string Joined(const std::vector<std::string>& words) {
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

Value LawsView(const channel::Laws& laws) {
  return Value::EmptyObject()
      .Set("associative", laws.associative)
      .Set("commutative", laws.commutative)
      .Set("idempotent", laws.idempotent);
}

Value ReducersView(const std::vector<plugin::ReducerInfo>& reducers) {
  ArrayBuilder list;
  for (const auto& reducer : reducers) {
    list.Add(Value::EmptyObject()
                 .Set("name", reducer.name)
                 .Set("doc", reducer.doc)
                 .Set("laws", LawsView(reducer.laws)));
  }
  return std::move(list).Build();
}

}  // namespace

Value NodeTypeView(const graph::NodeTypeInfo& info) {
  ObjectBuilder object;
  object.Add("name", info.name);
  object.Add("doc", info.doc);
  object.Add("exec", ExecName(info.exec));
  object.Add("concurrency", ConcurrencyName(info.concurrency));
  object.Add("open", info.open);
  object.Add("goto", info.jumps);
  if (!info.migrates_from.empty()) object.Add("migrates_from", info.migrates_from);
  ArrayBuilder capabilities;
  for (const auto& capability : info.capabilities) capabilities.Add(capability);
  object.Add("capabilities", std::move(capabilities).Build());
  object.Add("inputs", PortsView(info.inputs, true));
  object.Add("outputs", PortsView(info.outputs, false));
  object.Add("config", info.config_schema);
  return std::move(object).Build();
}

std::string NodeTypeText(const graph::NodeTypeInfo& info) {
  std::string text = info.name + "  " + info.doc + "\n";
  text += "  runs " + std::string(ExecName(info.exec)) + ", " +
          std::string(ConcurrencyName(info.concurrency));
  text += info.open ? ", open: may read and write any channel" : "";
  text += info.jumps ? ", jumps to nodes that goto: lists\n" : "\n";
  if (!info.migrates_from.empty())
    text += "  goes on with threads of versions " + info.migrates_from + "\n";
  if (!info.capabilities.empty()) text += "  " + Joined(info.capabilities) + "\n";
  text += PortsText("inputs", info.inputs, true);
  text += PortsText("outputs", info.outputs, false);
  if (!info.config_schema.is_null()) text += "\nwith\n" + SettingsText(info.config_schema);
  return text;
}

Value PluginView(const plugin::Plugin& plugin) {
  const auto& manifest = plugin.manifest();
  ObjectBuilder object;
  object.Add("id", manifest.id);
  object.Add("version", manifest.version);
  object.Add("doc", manifest.doc);
  object.Add("file", plugin.path());
  ArrayBuilder nodes;
  for (const auto& node : manifest.nodes) nodes.Add(NodeTypeView(node));
  object.Add("nodes", std::move(nodes).Build());
  ArrayBuilder stores;
  for (const auto& store : manifest.stores) {
    stores.Add(Value::EmptyObject()
                   .Set("scheme", store.scheme)
                   .Set("doc", store.doc)
                   .Set("config", store.config_schema));
  }
  object.Add("stores", std::move(stores).Build());
  object.Add("reducers", ReducersView(manifest.reducers));
  return std::move(object).Build();
}

std::string PluginText(const plugin::Plugin& plugin) {
  const auto& manifest = plugin.manifest();
  std::string text =
      manifest.id + " " + manifest.version + "  " + manifest.doc + "\n" + plugin.path() + "\n";
  if (!manifest.required.empty()) text += "needs " + Joined(manifest.required) + "\n";
  for (const auto& node : manifest.nodes) text += "\n" + NodeTypeText(node);
  for (const auto& store : manifest.stores)
    text += "\nstore " + store.scheme + ":  " + store.doc + "\n";
  for (const auto& reducer : manifest.reducers)
    text += "\nreducer " + reducer.name + "  " + reducer.doc + "\n";
  return text;
}

}  // namespace dashflow::cli
