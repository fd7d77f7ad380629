// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <dashflow/call.hpp>
#include <dashflow/spec/node_spec.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

namespace dashflow::sdk {

// What a port's declared type is in C++.
template <Type type>
struct PortType {
  using type_in_cpp = ValueView;  // any, array, object
};
template <>
struct PortType<Type::kString> {
  using type_in_cpp = std::string_view;
};
template <>
struct PortType<Type::kBytes> {
  using type_in_cpp = std::string_view;
};
template <>
struct PortType<Type::kInteger> {
  using type_in_cpp = std::int64_t;
};
template <>
struct PortType<Type::kNumber> {
  using type_in_cpp = double;
};
template <>
struct PortType<Type::kBoolean> {
  using type_in_cpp = bool;
};

// Whether a T may be given to a port of this type; of values, the host looks at what is inside.
template <class T, Type type>
constexpr bool FitsPort() {
  using Plain = std::remove_cvref_t<T>;
  if (std::same_as<Plain, Value> || std::same_as<Plain, ValueView> || type == Type::kAny)
    return true;
  switch (type) {
    case Type::kString:
    case Type::kBytes:
      return std::convertible_to<const Plain&, std::string_view>;
    case Type::kInteger:
      return Integer<Plain>;
    case Type::kNumber:
      return Integer<Plain> || std::floating_point<Plain>;
    case Type::kBoolean:
      return std::same_as<Plain, bool>;
    default:
      return false;
  }
}

// The Call of the node type N: its ports by name. A name or type that the spec does not have does
// not compile.
template <class N>
class NodeCall : public Call {
 public:
  using Call::Call;

  // std::string_view, std::int64_t, double, bool or ValueView, by the port's type; std::optional of
  // it when the port is. Good until the call ends.
  template <FixedString Name>
  auto In() const {
    static_assert(N::spec.inputs.template kHas<Name>, "the spec declares no input of this name");
    constexpr std::uint32_t kSlot = N::spec.inputs.template Slot<Name>();
    constexpr Port kPort = N::spec.inputs.list[kSlot];
    using T = typename PortType<kPort.type>::type_in_cpp;
    const ValueView value = Input(kSlot);
    if constexpr (kPort.required) {
      return value.As<T>(kPort.name);
    } else {
      return value.As<std::optional<T>>(kPort.name);
    }
  }

  // A second Out to the same port in one run is a second write.
  template <FixedString Name, class T>
  void Out(const T& value) const {
    static_assert(N::spec.outputs.template kHas<Name>, "the spec declares no output of this name");
    constexpr std::uint32_t kSlot = N::spec.outputs.template Slot<Name>();
    constexpr Port kPort = N::spec.outputs.list[kSlot];
    static_assert(FitsPort<T, kPort.type>(), "the output port is of another type");
    if constexpr (kPort.type == Type::kBytes && std::convertible_to<const T&, std::string_view>) {
      Emit(kSlot, kPort.name, ValueView::Bytes(std::string_view(value)));
    } else {
      Emit(kSlot, kPort.name, value);
    }
  }

  // Channels, for open node types. Null when the channel has no value; throws invalid_input when
  // there is none so named.
  ValueView Read(std::string_view channel) const {
    RequireOpen();
    df_value value{};
    Check(services.call->read(raw(), ToText(channel), &value), "to read the channel", channel);
    return ValueView(value);
  }
  bool Has(std::string_view channel) const {
    RequireOpen();
    return services.call->has(raw(), ToText(channel)) != 0;
  }
  void Write(std::string_view channel, ValueView value, WriteMode mode = WriteMode::kReduce) const {
    RequireOpen();
    Check(services.call->write(raw(), ToText(channel), &value.raw(),
                               static_cast<std::uint32_t>(mode)),
          "a write to the channel", channel);
  }

 private:
  static constexpr void RequireOpen() {
    static_assert(N::spec.open, "only node types with .Open() in their spec see channels");
  }
  ValueView Input(std::uint32_t slot) const {
    return slot < raw()->input_count ? ValueView(raw()->inputs[slot]) : ValueView();
  }
  void Emit(std::uint32_t slot, std::string_view port, ValueView value) const {
    Check(services.call->emit(raw(), slot, &value.raw()), "the value of the output", port);
  }
};

}  // namespace dashflow::sdk
