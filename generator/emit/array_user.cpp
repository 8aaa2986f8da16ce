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

std::vector<sv::Item> user_signals(const std::vector<UserField>& fields) {
  std::vector<sv::Item> items = {sv::Signal{"is_first", 1, "the beat is the first of its tile"}};
  if (fields.empty()) return items;
  items.push_back(sv::Signal{"a_user", bits_of(fields)});
  items.push_back(sv::Signal{"tile_user", bits_of(fields), "of the tile of the beat"});
  items.push_back(sv::Signal{"sum_user", bits_of(fields), "of the row of sums at the columns' bottom"});
  return items;
}

std::vector<sv::Item> user_side(const std::vector<UserField>& fields) {
  if (fields.empty()) return {sv::Signal{"unused_first"}, sv::Assign{"unused_first", "is_first"}};
  return {sv::Comment{"What a tile's tuser asks for stays with its beats and comes out again with its rows."},
          sv::Instance{"fp8_array_tile_user",
                       "u_tile_user",
                       {{"Width", std::to_string(bits_of(fields))}},
                       {{"clk_i", "aclk"},
                        {"advance_i", "advance"},
                        {"take_i", "take"},
                        {"is_first_i", "is_first"},
                        {"user_i", "a_user"},
                        {"user_o", "tile_user"},
                        {"drain_i", "drain_top"},
                        {"is_done_i", "is_done[0]"},
                        {"sum_user_o", "sum_user"}}}};
}

std::vector<UserField> row_fields(const std::vector<UserField>& fields) {
  std::vector<UserField> all = {{"last", 0, 1, "the tile's last row"}};
  for (UserField field : fields) {
    ++field.lsb;
    all.push_back(std::move(field));
  }
  return all;
}

std::string user_choice(const std::vector<UserField>& fields, std::string_view name,
                        const std::string& fixed) {
  const std::string choice = field_of(fields, name, "tile_user");
  return choice.empty() ? fixed : choice;
}

std::string user_choice_below(const std::vector<UserField>& fields, std::string_view name,
                              const std::string& fixed, int stage, int stages) {
  const std::string choice = field_of(row_fields(fields), name, "result_row", stage - 1, stages);
  return choice.empty() ? fixed : choice;
}

}  // namespace fp8forge
