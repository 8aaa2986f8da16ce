// Bundles broken on purpose.
#pragma once

#include <filesystem>
#include <string>

namespace fp8forge::testing_tb {

// Replaces `from`, which must stand exactly once in the file (a path in the bundle), by `to`, and enters the
// new sha256 in the manifest: to every reader the bundle is whole.
void mutate(const std::filesystem::path& bundle, const std::string& file, const std::string& from,
            const std::string& to);

}  // namespace fp8forge::testing_tb
