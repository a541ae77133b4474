// SPDX-License-Identifier: BSL-1.0
#include "tool/sqlite_file.hpp"

#include "tool/output.hpp"
#include "tool/text.hpp"

#include <system_error>

#ifdef CARNK_HAVE_SQLITE3
#include <sqlite3.h>
#endif

namespace carnk::tool {

#ifdef CARNK_HAVE_SQLITE3

namespace fs = std::filesystem;

bool has_sqlite() noexcept {
    return true;
}

void write_database(const fs::path& path, const std::string& script) {
    const fs::path part = path.string() + ".part";
    std::error_code problem;
    fs::remove(part, problem);
    sqlite3* db = nullptr;
    std::string fault;
    if (sqlite3_open_v2(part.c_str(), &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr) != SQLITE_OK ||
        sqlite3_exec(db, script.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
        fault = db ? sqlite3_errmsg(db) : "out of memory";
    if (sqlite3_close(db) != SQLITE_OK && fault.empty()) fault = "the database could not be closed";
    if (fault.empty()) {
        fs::rename(part, path, problem);
        if (!problem) return;
        fault = problem.message();
    }
    fs::remove(part, problem);
    throw IoError("cannot write " + printable(path.string()) + ": " + printable(fault));
}

#else

bool has_sqlite() noexcept {
    return false;
}

void write_database(const std::filesystem::path& path, const std::string&) {
    throw IoError("cannot write " + printable(path.string()) + ": this command was built without SQLite");
}

#endif

}  // namespace carnk::tool
