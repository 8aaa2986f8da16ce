#include "synth/netlist.hpp"

#include <utility>
#include <vector>

namespace fp8forge::synth {

namespace {

// Puts together what the library's parser reads.
class Builder : public nlohmann::json_sax<Netlist> {
 public:
  Netlist take() { return std::move(root_); }

  bool null() override { return add(nullptr); }
  bool boolean(bool value) override { return add(value); }
  bool number_integer(number_integer_t value) override { return add(value); }
  bool number_unsigned(number_unsigned_t value) override { return add(value); }
  bool number_float(number_float_t value, const string_t&) override { return add(value); }
  bool string(string_t& value) override { return add(std::move(value)); }
  bool binary(binary_t& value) override { return add(std::move(value)); }
  bool start_object(std::size_t) override { return open(Netlist::object()); }
  bool start_array(std::size_t) override { return open(Netlist::array()); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }
  bool key(string_t& name) override {
    key_ = std::move(name);
    return true;
  }
  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override {
    return false;
  }

 private:
  // Where the value came to lie; it stays there until the one around it goes on.
  Netlist& put(Netlist value) {
    if (open_.empty()) return root_ = std::move(value);
    Netlist& around = *open_.back();
    if (around.is_array()) {
      around.push_back(std::move(value));
      return around.back();
    }
    append(around, std::move(key_), std::move(value));
    return around.get_ref<Netlist::object_t&>().back().second;
  }
  bool add(Netlist value) {
    put(std::move(value));
    return true;
  }
  bool open(Netlist value) {
    open_.push_back(&put(std::move(value)));
    return true;
  }
  bool close() {
    open_.pop_back();
    return true;
  }

  Netlist root_;
  std::vector<Netlist*> open_;
  std::string key_;
};

}  // namespace

Result<Netlist> parse_netlist(const std::string& text) {
  Builder builder;
  if (!Netlist::sax_parse(text, &builder))
    return Error{"Yosys wrote a damaged netlist", "JSON", "run it again"};
  return builder.take();
}

void append(Netlist& object, std::string key, Netlist value) {
  object.get_ref<Netlist::object_t&>().emplace_back(std::move(key), std::move(value));
}

std::string source_name(const std::string& name, const Netlist& module) {
  const auto attributes = module.find("attributes");
  if (attributes == module.end() || !attributes->contains("hdlname")) return name;
  std::string source = attributes->at("hdlname");
  if (source.starts_with('\\')) source.erase(0, 1);
  return source;
}

bool is_instance(const Netlist& design, const Netlist& cell) {
  return design.at("modules").contains(cell.at("type").get<std::string>());
}

}  // namespace fp8forge::synth
