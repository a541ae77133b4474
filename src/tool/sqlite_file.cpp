// SPDX-License-Identifier: BSL-1.0
#include "tool/sqlite_file.hpp"

#include "tool/files.hpp"
#include "tool/output.hpp"
#include "tool/text.hpp"

#ifdef CARNK_HAVE_SQLITE3
#include <sqlite3.h>
#endif

namespace carnk::inline v0_1::tool {

#ifdef CARNK_HAVE_SQLITE3

namespace fs = std::filesystem;

bool has_sqlite() noexcept {
    return true;
}

void write_database(const fs::path& path, const std::string& script) {
    if (is_device(path)) throw IoError("cannot write " + printable(path.string()) + ": it is no file");
    PartFile part(path);
    sqlite3* db = nullptr;
    std::string fault;
    if (sqlite3_open_v2(part.path().c_str(), &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr) != SQLITE_OK ||
        sqlite3_exec(db, script.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
        fault = db ? sqlite3_errmsg(db) : "out of memory";
    if (sqlite3_close(db) != SQLITE_OK && fault.empty()) fault = "the database could not be closed";
    if (fault.empty()) fault = part.put();
    if (!fault.empty()) throw IoError("cannot write " + printable(path.string()) + ": " + printable(fault));
}

#else

bool has_sqlite() noexcept {
    return false;
}

void write_database(const std::filesystem::path& path, const std::string&) {
    throw IoError("cannot write " + printable(path.string()) + ": this command was built without SQLite");
}

#endif

}  // namespace carnk::inline v0_1::tool
