#include "tests/tb/mutation.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "generator/base/digest.hpp"
#include "generator/base/files.hpp"
#include "tests/replace_once.hpp"

namespace fp8forge::testing_tb {

void mutate(const std::filesystem::path& bundle, const std::string& file, const std::string& from,
            const std::string& to) {
  const std::string text = replace_once(*read_file(bundle / file), from, to, file);
  ASSERT_FALSE(testing::Test::HasFailure());
  ASSERT_TRUE(write_file(bundle / file, text));
  auto manifest = nlohmann::ordered_json::parse(*read_file(bundle / "manifest.json"));
  manifest.at("sha256").at(file) = sha256_hex(text);
  ASSERT_TRUE(write_file(bundle / "manifest.json", manifest.dump(2)));
}

}  // namespace fp8forge::testing_tb
