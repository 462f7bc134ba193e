// What every program answers to --version.
#pragma once

#include <CLI/CLI.hpp>

namespace tacit::apps {

/// "NAME 0.1.0", with the app's name.
inline void add_version_flag(CLI::App& app) {
    app.set_version_flag("--version", app.get_name() + " " TACIT_VERSION, "Print the version");
}

}  // namespace tacit::apps
