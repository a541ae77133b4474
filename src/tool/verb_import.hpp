// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief What the kinds of carnk import share.
#include <carnk/core/finding.hpp>
#include <carnk/interop/ledger.hpp>

#include "tool/app.hpp"

#include <array>
#include <functional>
#include <string>
#include <string_view>

namespace carnk::inline v0_1::tool {

/// Options of carnk import.
struct ImportOptions {
    std::string from{}, file = "-", format{}, ledger{}, accessed{}, label{}, as_of{};
    bool trials = false, notes = false, back = false, codes = false;
};

/// The text that is imported, as its lines come: one object a line is handed over line by line, any other text as a whole.
class ImportText {
public:
    using Record = std::function<void(std::string_view line, std::size_t number)>;
    using Whole = std::function<void(std::string_view text)>;

    /// Reads a file, - for standard input.
    void read(const std::string& file, const Record& record, const Whole& whole);
    /// Whether it is one object a line; known before the first is handed over.
    [[nodiscard]] bool stream() const noexcept { return stream_; }

private:
    void take(std::string_view line, std::size_t number, const Record& record);

    std::string text_;
    std::size_t first_ = 0;
    bool decided_ = false, stream_ = false;
};

/// What is told on the way: findings, and in the end what became of the leaves.
class ImportReport {
public:
    ImportReport(Session& session, const ImportOptions& options);

    void tell(const Finding& f);
    void count(const Ledger& ledger);
    /// @param summary  of the one ledger, if there is one only @param records  how many were written
    void finish(const std::string& summary, std::size_t records);
    /// How many notes were not shown.
    void finish_notes();
    [[nodiscard]] bool errors() const noexcept { return errors_ > 0; }

private:
    Output& err_;
    const ImportOptions& options_;
    std::string ledgers_;
    std::array<std::int64_t, 8> counts_{};
    std::int64_t leaves_ = 0;
    std::size_t errors_ = 0, notes_ = 0;
};

/// carnk import fhir-patient.
void import_fhir_patient(Session& session, const ImportOptions& options);

}  // namespace carnk::inline v0_1::tool
