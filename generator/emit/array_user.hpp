// s_axis_a_tuser in an array's top: from the beat that brings it to the rows that it speaks of.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "generator/derive/tile_user.hpp"
#include "generator/emit/module.hpp"

namespace fp8forge {

// The header's lines of tuser; empty without one.
std::string user_lines(const std::vector<UserField>& fields);

// Signals that the input side needs: the beat's place in its tile, and tuser on its way.
std::vector<sv::Item> user_signals(const std::vector<UserField>& fields);

// The instance that carries tuser along, down to the sums in the columns' registers.
std::vector<sv::Item> user_side(const std::vector<UserField>& fields);

// What is known of a row of C below the columns, in vector `result_row` once for each stage: "last", and the
// fields of its tile.
std::vector<UserField> row_fields(const std::vector<UserField>& fields);

// The value of a field that the beats at the array's edge need: a signal where tuser has the field, otherwise
// `fixed`.
std::string user_choice(const std::vector<UserField>& fields, std::string_view name,
                        const std::string& fixed);

// The same for the row in stage `stage` (from 1) of the `stages` below the columns.
std::string user_choice_below(const std::vector<UserField>& fields, std::string_view name,
                              const std::string& fixed, int stage, int stages);

}  // namespace fp8forge
