// The body of a scalar unit while it is being put together: items in the order of the datapath, the modules
// they use, and the register stages that cut them. Each cut is named in the order of the path; whether it is
// made, the request's stages decide.
#pragma once

#include <initializer_list>
#include <string>
#include <vector>

#include "generator/derive/stages.hpp"
#include "generator/emit/design.hpp"

namespace fp8forge {

// A signal on its way through the unit. Behind a register it has another name.
struct Net {
  std::string name;
  int bits = 1;
  bool is_signed = false;
  bool is_constant = false;  // `name` is a literal or a localparam, and needs no registers

  static Net constant(std::string text, int width = 1) { return {std::move(text), width, false, true}; }
};

class Datapath {
 public:
  Datapath(const Request& request, const UnitPath& path);

  void add(sv::Item item) { body_.push_back(std::move(item)); }
  void add(std::vector<sv::Item> items);
  // A comment that opens a part.
  void part(std::string text) { add(sv::Comment{std::move(text)}); }
  // Declares a signal and gives it a value.
  Net define(const std::string& name, int bits, const std::string& value, const std::string& comment = {},
             bool is_signed = false);
  // Declares a signal for an instance to drive.
  Net declare(const std::string& name, int bits = 1, const std::string& comment = {}, bool is_signed = false);

  // A module of rtl/, or an emitted one, that the items use. Those it uses are named before it.
  void use(std::initializer_list<const char*> library);
  void use(sv::Module module);
  void use(const Design& part);  // its top and all it uses

  // A place where the path can be cut: registers for `live`, if this cut is chosen, for the modes that come
  // by port and for what goes along. The nets then have the registers' names.
  void cut(Cut cut, std::vector<Net*> live);
  // Whether that cut is made.
  bool makes(Cut cut) const;
  // A stage that the unit always has; gives the condition under which it takes a beat.
  std::string stage(std::vector<Net*> live);
  // A net that every register from here on carries. It must outlive the datapath's construction.
  void carry(Net& net) { along_.push_back(&net); }
  // All stages, made and to be made, and the vector of their enables.
  int stages() const { return stages_; }
  std::string enable = "enable";

  const Request& request() const { return request_; }
  const UnitPath& path() const { return path_; }
  // Where the modes stand at this point of the path: constants, or the ports or their registers.
  Net rounding, saturate, random;
  // Whether the result is rounded toward minus infinity: decides the sign of an exact zero sum.
  std::string is_rdn() const;

  // Ends the path: the top module, whose `module` has everything but the items, and its design.
  Design finish(sv::Module module) const;

 private:
  Request request_;
  UnitPath path_;
  std::vector<Cut> chosen_;
  int stages_ = 0;
  int stage_ = 0;
  std::vector<Net*> along_;
  std::vector<sv::Item> body_;
  std::vector<std::string> library_;
  std::vector<sv::Module> modules_;
};

}  // namespace fp8forge
