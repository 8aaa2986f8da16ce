#include "generator/emit/array_user.hpp"

#include <fmt/format.h>

namespace fp8forge {

std::string user_lines(const std::vector<UserField>& fields) {
  std::string text;
  for (const UserField& field : fields) {
    text += fmt::format("{:<11} {}: {}: {}\n", text.empty() ? "a tile's" : "",
                        field_of(fields, field.name, "s_axis_a_tuser"), field.name, field.meaning);
  }
  return text;
}

std::vector<sv::Item> user_signals(const std::vector<UserField>& fields, int stages) {
  std::vector<sv::Item> items = {sv::Signal{"is_first", 1, "the beat is the first of its tile"}};
  if (fields.empty()) return items;
  items.push_back(sv::Signal{"a_user", bits_of(fields)});
  items.push_back(sv::Signal{"tile_user", bits_of(fields), "of the tile of the beat"});
  items.push_back(sv::Signal{"result_user", stages * bits_of(fields),
                             stages > 1 ? "of the rows below the columns, the first stage lowest"
                                        : "of the row that is being rounded"});
  return items;
}

std::vector<sv::Item> user_side(const std::vector<UserField>& fields, int stages, const std::string& flows) {
  if (fields.empty()) return {sv::Signal{"unused_first"}, sv::Assign{"unused_first", "is_first"}};
  std::vector<sv::Connection> parameters = {{"Width", std::to_string(bits_of(fields))}};
  if (stages > 1) parameters.push_back({"Stages", std::to_string(stages)});
  std::vector<sv::Item> items = {
      sv::Comment{"What a tile's tuser asks for stays with its beats and comes out again with its rows."},
      sv::Instance{"fp8_array_tile_user",
                   "u_tile_user",
                   parameters,
                   {{"clk_i", "aclk"},
                    {"advance_i", "advance"},
                    {"moved_i", "moved_q"},
                    {"flows_i", flows},
                    {"take_i", "take"},
                    {"is_first_i", "is_first"},
                    {"user_i", "a_user"},
                    {"user_o", "tile_user"},
                    {"drain_i", "drain_top"},
                    {"is_done_i", "is_done[0]"},
                    {"result_user_o", "result_user"}}}};
  append(items, unused_user(fields));
  return items;
}

std::vector<sv::Item> unused_user(const std::vector<UserField>& fields) {
  if (fields.empty()) return {};
  return {sv::Signal{"unused_user", 1, "each field is looked at where it is needed, and nowhere else"},
          sv::Assign{"unused_user", "^{tile_user, result_user}"}};
}

std::string user_choice(const std::vector<UserField>& fields, std::string_view name,
                        const std::string& fixed) {
  const std::string choice = field_of(fields, name, "tile_user");
  return choice.empty() ? fixed : choice;
}

std::string user_choice_below(const std::vector<UserField>& fields, std::string_view name,
                              const std::string& fixed, int stage, int stages) {
  const std::string choice = field_of(fields, name, "result_user", stage - 1, stages);
  return choice.empty() ? fixed : choice;
}

}  // namespace fp8forge
