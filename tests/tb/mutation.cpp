#include "tests/tb/mutation.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "generator/base/digest.hpp"
#include "generator/base/files.hpp"

namespace fp8forge::testing_tb {

void mutate(const std::filesystem::path& bundle, const std::string& file, const std::string& from,
            const std::string& to) {
  std::string text = *read_file(bundle / file);
  const std::size_t at = text.find(from);
  ASSERT_NE(at, std::string::npos) << file << " has no longer: " << from;
  ASSERT_EQ(text.find(from, at + 1), std::string::npos) << file << " has more than one: " << from;
  text.replace(at, from.size(), to);
  ASSERT_TRUE(write_file(bundle / file, text));
  auto manifest = nlohmann::ordered_json::parse(*read_file(bundle / "manifest.json"));
  manifest.at("sha256").at(file) = sha256_hex(text);
  ASSERT_TRUE(write_file(bundle / "manifest.json", manifest.dump(2)));
}

}  // namespace fp8forge::testing_tb
