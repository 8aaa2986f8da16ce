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

// The instance that carries tuser along; `stages`: registers from the columns' sums to the rounders.
std::vector<sv::Item> user_side(const std::vector<UserField>& fields, int stages);

// What nobody looks at: of tile_user the fields of results, of result_user those of beats.
std::vector<sv::Item> unused_user(const std::vector<UserField>& fields);

// The value of a field, of the tile at the array's edge (keep, formats) or of the row that is being rounded
// (rounding, saturate): a signal where tuser has the field, otherwise `fixed`.
std::string user_choice(const std::vector<UserField>& fields, std::string_view name,
                        const std::string& fixed);

}  // namespace fp8forge
