// SPDX-License-Identifier: BSL-1.0
// The tables: complete, well-formed, and SQL counts trials as the library does.
#include <carnk/catalog/builtin.hpp>
#include <carnk/insight/landscape.hpp>
#include <carnk/interop/tables.hpp>
#include <carnk/json/detail/traits.hpp>
#include <carnk/json/read.hpp>
#include <carnk/model/catalog.hpp>

#include <boost/json/parse.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <regex>
#include <set>
#include <sstream>

#ifdef CARNK_HAVE_SQLITE3
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#endif

namespace carnk::testing {
namespace {

namespace bj = boost::json;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

const std::vector<Table>& tables() {
    static const std::vector<Table> all = tables_of(builtin_catalog());
    return all;
}
const Table& table(std::string_view name) {
    for (const Table& t : tables())
        if (t.name == name) return t;
    throw std::runtime_error("no table " + std::string(name));
}
std::size_t column(const Table& t, std::string_view name) {
    for (std::size_t i = 0; i < t.columns.size(); ++i)
        if (t.columns[i].name == name) return i;
    throw std::runtime_error("no column " + std::string(name));
}

TEST(Tables, NamesAreTheirOwnAndEveryRowHasAllColumns) {
    std::set<std::string> names;
    for (const Table& t : tables()) {
        SCOPED_TRACE(t.name);
        EXPECT_TRUE(names.insert(t.name).second);
        EXPECT_FALSE(t.description.empty());
        std::set<std::string> columns;
        for (const TableColumn& c : t.columns) {
            EXPECT_TRUE(columns.insert(c.name).second) << c.name;
            EXPECT_FALSE(c.description.empty()) << c.name;
        }
        for (const auto& row : t.rows) {
            ASSERT_EQ(row.size(), t.columns.size());
            for (std::size_t i = 0; i < row.size(); ++i)
                EXPECT_TRUE(row[i].has_value() || !t.columns[i].required) << t.columns[i].name;
        }
    }
    EXPECT_EQ(table("trials").rows.size(), builtin_catalog().trials.size());
    EXPECT_EQ(table("trials_targets").columns[1].refers_to, "trials");
    EXPECT_EQ(table("trials_targets").columns[3].refers_to, "targets");
}

// Leaves of a document that cells hold: all but those that stand in a column of JSON, and those above its lists.
std::size_t leaves(const bj::value& v) {
    std::size_t n = 0;
    if (v.is_object())
        for (const auto& [key, member] : v.as_object())
            n += leaves(member);
    else if (v.is_array())
        for (const bj::value& e : v.as_array())
            n += leaves(e);
    else
        n = 1;
    return n;
}
TEST(Tables, EveryLeafOfTheCatalogueIsInACell) {
    for (const char* list : {"trials", "centers", "targets", "products", "studies", "eligibility", "value_sets"}) {
        SCOPED_TRACE(list);
        std::size_t wanted = 0, found = 0;
        const Table& records = table(list);
        for (const auto& row : records.rows)
            wanted += leaves(bj::parse(*row.back())) - 1;  // the schema has no column
        for (const Table& t : tables()) {
            if (t.name != list && !t.name.starts_with(std::string(list) + '_')) continue;
            const std::size_t first = t.owner.empty() ? 0 : 3;
            const std::size_t last = t.owner.empty() ? t.columns.size() - 1 : t.columns.size();
            for (const auto& row : t.rows)
                for (std::size_t i = first; i < last; ++i) {
                    if (!row[i]) continue;
                    if (t.columns[i].kind == ColumnKind::json)
                        found += leaves(bj::parse(*row[i]));
                    else if (i + 1 == last || t.columns[i + 1].kind != ColumnKind::json)
                        ++found;  // the kind of a choice is counted with its JSON
                }
        }
        EXPECT_EQ(found, wanted);
    }
}

TEST(Tables, TheDocumentColumnHoldsTheRecord) {
    const Table& t = table("trials");
    for (std::size_t i = 0; i < t.rows.size(); ++i) {
        const Result<Trial> trial = read<Trial>(*t.rows[i].back(), {.policy = strict});
        ASSERT_TRUE(trial) << trial.findings();
        EXPECT_TRUE(*trial == builtin_catalog().trials[i]);
        EXPECT_EQ(*t.rows[i][column(t, "id")], trial->id.text());
    }
}

TEST(Tables, UnknownMembersStayInTheDocument) {
    Catalog catalog;
    catalog.faqs.push_back(builtin_catalog().faqs.at(0));
    catalog.faqs[0].extra.add({"x_ours", "[1]", 0});
    for (const Table& t : tables_of(catalog))
        if (t.name == "faqs") {
            EXPECT_THAT(*t.rows.at(0).back(), HasSubstr("\"x_ours\":[1]"));
        }
    for (const Table& t : tables_of(Catalog{}))
        EXPECT_TRUE(t.rows.empty()) << t.name;
    EXPECT_EQ(tables_of(Catalog{}).size(), tables().size());
}

// Reads CSV as RFC 4180 has it: for each field whether it was quoted, and its text.
std::vector<std::vector<std::pair<bool, std::string>>> parsed(const std::string& csv) {
    std::vector<std::vector<std::pair<bool, std::string>>> rows(1, {{false, ""}});
    for (std::size_t i = 0; i < csv.size(); ++i) {
        auto& field = rows.back().back();
        if (csv[i] == '"') {
            field.first = true;
            for (++i; csv[i] != '"' || (i + 1 < csv.size() && csv[i + 1] == '"' && ++i); ++i)
                field.second += csv[i];
        } else if (csv[i] == ',') {
            rows.back().emplace_back(false, "");
        } else if (csv[i] == '\r') {
            EXPECT_EQ(csv.at(++i), '\n');
            if (i + 1 < csv.size()) rows.push_back({{false, ""}});
        } else {
            field.second += csv[i];
        }
    }
    return rows;
}
TEST(Tables, CsvGivesEveryCellBack) {
    for (const Table& t : tables()) {
        SCOPED_TRACE(t.name);
        const auto rows = parsed(csv_text(t));
        ASSERT_EQ(rows.size(), t.rows.size() + 1);
        for (std::size_t i = 0; i < t.columns.size(); ++i)
            ASSERT_EQ(rows[0][i].second, t.columns[i].name);
        for (std::size_t r = 0; r < t.rows.size(); ++r) {
            ASSERT_EQ(rows[r + 1].size(), t.columns.size());
            for (std::size_t i = 0; i < t.columns.size(); ++i) {
                ASSERT_EQ(rows[r + 1][i].second, t.rows[r][i] ? *t.rows[r][i] : "");
                ASSERT_EQ(rows[r + 1][i].first || !rows[r + 1][i].second.empty(), t.rows[r][i].has_value());
            }
        }
    }
}
TEST(Tables, CsvQuotesWhatNeedsIt) {
    Table t;
    t.columns.resize(2);
    t.columns[0].name = "a";
    t.columns[1].name = "b";
    t.rows = {
        {std::string("x,y"), std::string("say \"no\"")}, {std::nullopt, std::string()}, {std::string("l\r\nm"), {}}};
    EXPECT_EQ(csv_text(t), "a,b\r\n\"x,y\",\"say \"\"no\"\"\"\r\n,\"\"\r\n\"l\r\nm\",\r\n");
}

// Reads a table in Markdown: cells of a line end at a pipe without a backslash.
std::string plain(std::string_view cell) {
    std::string s;
    while (!cell.empty()) {
        std::size_t length = 1;
        if (cell[0] == '\\') {
            s += cell.at(1);
            length = 2;
        } else if (cell.starts_with("<br>")) {
            s += '\n';
            length = 4;
        } else if (cell[0] == '&') {
            length = cell.find(';') + 1;
            s += static_cast<char>(std::stoi(std::string(cell.substr(2, length - 3))));
        } else {
            EXPECT_EQ(std::string_view("|<>`*[]~").find(cell[0]), std::string_view::npos) << cell;
            s += cell[0];
        }
        cell.remove_prefix(length);
    }
    return s;
}
std::vector<Optional<std::string>> cells_of(std::string_view line) {
    std::vector<Optional<std::string>> cells;
    EXPECT_TRUE(line.starts_with("|") && line.ends_with("|")) << line;
    for (std::size_t at = 1, end = 1; at < line.size(); at = end + 1) {
        for (end = at; line[end] != '|'; ++end)
            if (line[end] == '\\') ++end;
        std::string_view cell = line.substr(at, end - at);
        auto& read = cells.emplace_back();
        if (cell == " ") continue;
        EXPECT_TRUE(cell.starts_with(" ") && cell.ends_with(" ")) << line;
        cell = cell.substr(1, cell.size() - 2);
        read = cell == "\"\"" ? std::string() : plain(cell);
    }
    return cells;
}
TEST(TablesInMarkdown, GiveEveryCellBackAndNameWhatTheyLeaveOut) {
    for (const Table& t : tables()) {
        SCOPED_TRACE(t.name);
        const std::string text = markdown_text(t);
        EXPECT_EQ(text, markdown_text(t));
        std::vector<std::string> lines;
        std::istringstream in(text);
        for (std::string line; std::getline(in, line);)
            lines.push_back(line);
        ASSERT_GE(lines.size(), t.rows.size() + 2);
        const auto head = cells_of(lines[0]);
        std::string left_out;
        for (std::size_t i = t.rows.size() + 2; i < lines.size(); ++i)
            left_out += lines[i] + ' ';
        std::size_t at = 0;
        for (std::size_t i = 0; i < t.columns.size(); ++i) {
            const TableColumn& c = t.columns[i];
            const bool filled =
                std::any_of(t.rows.begin(), t.rows.end(), [&](const auto& row) { return row[i].has_value(); });
            if (at == head.size() || *head[at] != c.name) {
                EXPECT_TRUE(!filled || c.kind == ColumnKind::json) << c.name;
                EXPECT_THAT(left_out, ::testing::ContainsRegex("[:,] " + c.name + "[,.]"));
                continue;
            }
            const bool number = c.kind == ColumnKind::whole || c.kind == ColumnKind::real;
            EXPECT_EQ(*cells_of(lines[1])[at], number ? "---:" : ":---") << c.name;
            for (std::size_t r = 0; r < t.rows.size(); ++r)
                ASSERT_EQ(cells_of(lines[r + 2]).at(at), t.rows[r][i]) << c.name;
            ++at;
        }
        EXPECT_EQ(at, head.size());
    }
}
TEST(TablesInMarkdown, WhatWouldBeMarkupIsText) {
    Table t;
    t.columns.resize(4);
    t.columns[0].name = "a_b";
    t.columns[1].name = "n";
    t.columns[1].kind = ColumnKind::whole;
    t.columns[2].name = "_c";
    t.columns[3].name = "d";
    t.columns[3].kind = ColumnKind::json;
    t.rows = {{std::string("x|y\\|z\\"), std::string("5"), {}, std::string("{}")},
              {std::string("*a* <b> &amp; [c](d) `e` _f_ g_h\r\n i "), {}, {}, {}},
              {std::string(), {}, {}, {}},
              {std::string("\"\""), {}, {}, {}},
              {std::string(" "), {}, {}, {}},
              {{}, std::string("-1"), {}, {}}};
    const std::string text = markdown_text(t);
    EXPECT_EQ(text,
              "| a_b | n |\n"
              "| :--- | ---: |\n"
              "| x\\|y\\\\\\|z\\\\ | 5 |\n"
              "| \\*a\\* \\<b\\> \\&amp; \\[c\\](d) \\`e\\` \\_f\\_ g_h&#13;<br>&#32;i&#32; | |\n"
              "| \"\" | |\n"
              "| \\\"\\\" | |\n"
              "| &#32; | |\n"
              "| | -1 |\n"
              "\nNo row has a value of: \\_c.\n"
              "\nOf JSON, and not shown: d.\n");
    std::istringstream in(text);
    std::string line;
    for (std::size_t i = 0; i < t.rows.size() + 2; ++i) {
        std::getline(in, line);
        const auto cells = cells_of(line);
        ASSERT_EQ(cells.size(), 2U) << line;
        if (i < 2) continue;
        EXPECT_EQ(cells[0], t.rows[i - 2][0]) << line;
        EXPECT_EQ(cells[1], t.rows[i - 2][1]) << line;
    }
}

#ifdef CARNK_HAVE_SQLITE3

class Database {
public:
    // In memory, made by a script.
    explicit Database(const std::string& script) {
        sqlite3_open(":memory:", &db_);
        char* fault = nullptr;
        sqlite3_exec(db_, script.c_str(), nullptr, nullptr, &fault);
        if (fault) ADD_FAILURE() << fault;
        sqlite3_free(fault);
    }
    // That in a file.
    explicit Database(const std::filesystem::path& file) {
        if (sqlite3_open_v2(file.c_str(), &db_, SQLITE_OPEN_READWRITE, nullptr) != SQLITE_OK)
            ADD_FAILURE() << file << ": " << sqlite3_errmsg(db_);
    }
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;
    ~Database() { sqlite3_close(db_); }

    using Rows = std::vector<std::vector<std::string>>;  // NULL is "NULL"
    Rows rows(const std::string& query) {
        Rows all;
        sqlite3_stmt* s = nullptr;
        if (sqlite3_prepare_v2(db_, query.c_str(), -1, &s, nullptr) != SQLITE_OK) ADD_FAILURE() << sqlite3_errmsg(db_);
        while (sqlite3_step(s) == SQLITE_ROW) {
            auto& row = all.emplace_back();
            for (int i = 0; i < sqlite3_column_count(s); ++i) {
                const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(s, i));
                row.emplace_back(text ? text : "NULL");
            }
        }
        sqlite3_finalize(s);
        return all;
    }

private:
    sqlite3* db_ = nullptr;
};

// A dimension as SQL and the command name it.
std::string word(Dimension dimension) {
    std::string s(label_of(dimension));
    std::replace(s.begin(), s.end(), ' ', '_');
    return s;
}

// Who counts, and in which tables: the library, and the script in memory; or the command, and the file that it writes.
class Counting {
public:
    Counting() = default;
    Counting(const Counting&) = delete;
    Counting& operator=(const Counting&) = delete;
    virtual ~Counting() = default;
    virtual Database& database() = 0;
    // With all sponsors.
    virtual Landscape landscape(bool all) = 0;
    virtual CrossTable cross(Dimension rows, Dimension columns, bool all) = 0;
};

class LibraryCounts : public Counting {
public:
    Database& database() override { return database_; }
    Landscape landscape(bool all) override {
        LandscapeOptions options;
        options.include_doubtful = all;
        options.sponsor_limit = 0;
        return carnk::landscape(builtin_catalog(), options);
    }
    CrossTable cross(Dimension rows, Dimension columns, bool all) override {
        LandscapeOptions options;
        options.include_doubtful = all;
        return carnk::cross(builtin_catalog(), rows, columns, options);
    }

private:
    Database database_{sql_text(tables())};
};

#ifdef CARNK_TOOL_PATH

class CommandCounts : public Counting {
public:
    CommandCounts() {
        std::string name = (std::filesystem::temp_directory_path() / "carnk-sql-XXXXXX").string();
        if (!::mkdtemp(name.data())) throw std::runtime_error("no temporary folder");
        folder_ = name;
        said_ = run("export --format sqlite --out '" + name + '\'');
        if (std::filesystem::exists(folder_ / "carnk.sqlite"))
            database_ = std::make_unique<Database>(folder_ / "carnk.sqlite");
    }
    ~CommandCounts() override {
        database_.reset();
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }
    Database& database() override {
        if (!database_) throw std::runtime_error("no database: " + said_);
        return *database_;
    }
    Landscape landscape(bool all) override {
        return read<Landscape>(run(std::string("stats --format json") + (all ? " --all" : ""))).value();
    }
    CrossTable cross(Dimension rows, Dimension columns, bool all) override {
        return read<CrossTable>(
                   run("stats --format json --by " + word(rows) + ',' + word(columns) + (all ? " --all" : "")))
            .value();
    }
    // What the command writes, errors too.
    static std::string run(const std::string& arguments) {
        const std::string line = "NO_COLOR=1 LC_ALL=C.UTF-8 '" CARNK_TOOL_PATH "' " + arguments + " </dev/null 2>&1";
        std::FILE* const pipe = ::popen(line.c_str(), "r");
        if (!pipe) throw std::runtime_error("no pipe");
        std::string text;
        char block[4096];
        for (std::size_t n = 0; (n = std::fread(block, 1, sizeof block, pipe)) > 0;)
            text.append(block, n);
        const int status = ::pclose(pipe);
        EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << line << '\n' << text;
        return text;
    }

private:
    std::filesystem::path folder_;
    std::string said_;
    std::unique_ptr<Database> database_;
};

#endif

class TablesInSql : public ::testing::TestWithParam<Counting& (*)()> {
protected:
    static Database& database() { return GetParam()().database(); }
    static Landscape landscape(bool all) { return GetParam()().landscape(all); }
    static CrossTable cross(Dimension rows, Dimension columns, bool all) {
        return GetParam()().cross(rows, columns, all);
    }
};
template <class Who>
Counting& counting() {
    static Who who;
    return who;
}
INSTANTIATE_TEST_SUITE_P(Library, TablesInSql, ::testing::Values(&counting<LibraryCounts>));
#ifdef CARNK_TOOL_PATH
INSTANTIATE_TEST_SUITE_P(Command, TablesInSql, ::testing::Values(&counting<CommandCounts>));
#endif

TEST_P(TablesInSql, RowsAndReferencesAreThere) {
    EXPECT_TRUE(database().rows("PRAGMA foreign_key_check").empty());
    EXPECT_THAT(database().rows("PRAGMA integrity_check").at(0), ElementsAre("ok"));
    for (const Table& t : tables())
        EXPECT_EQ(database().rows("SELECT count(*) FROM \"" + t.name + '"').at(0).at(0), std::to_string(t.rows.size()));
    EXPECT_GT(database().rows("PRAGMA foreign_key_list(trials_targets)").size(), 1U);
    // Words, references and types are checked by the database itself.
    for (const char* bad : {"UPDATE trials SET status = 'recruting'", "UPDATE trials SET phase = 3",
                            "UPDATE trials SET further_city_count = 'many'", "UPDATE trials SET document = '{'"})
        EXPECT_FALSE(database().rows(bad).size()) << bad;
    EXPECT_EQ(database().rows("SELECT count(*) FROM trials WHERE status = 'recruting'").at(0).at(0), "0");
    EXPECT_EQ(database().rows("SELECT count(*) FROM trials WHERE document = '{'").at(0).at(0), "0");
}

// SQL gives the figures of `carnk stats`, each of them and no others: those of the file, too, and of the output of the command.
TEST_P(TablesInSql, CountsOfTheLandscapeAreThoseOfStats) {
    for (const bool all : {false, true}) {
        const Landscape landscape = TablesInSql::landscape(all);
        Database::Rows wanted;
        for (const Tally& tally : landscape.tallies)
            for (const ValueCount& v : tally.values) {
                wanted.push_back(
                    {word(tally.dimension), v.value ? *v.value : "NULL", std::to_string(v.count.number())});
            }
        std::sort(wanted.begin(), wanted.end());
        Database::Rows found = database().rows(all ? "SELECT * FROM landscape_all" : "SELECT * FROM landscape");
        std::sort(found.begin(), found.end());
        EXPECT_GT(wanted.size(), 150U);
        EXPECT_EQ(found, wanted);
        EXPECT_EQ(
            database().rows(std::string("SELECT count(*) FROM trials") + (all ? "" : " WHERE doubt_reason IS NULL")),
            (Database::Rows{{std::to_string(landscape.trial_count.number())}}));
    }
}
// What stands above and beside the counts: the date of the statuses, what is left out, and the doubts by their reason.
TEST_P(TablesInSql, HeadOfTheLandscapeIsThatOfStats) {
    for (const bool all : {false, true}) {
        const Landscape landscape = TablesInSql::landscape(all);
        const std::string counted = all ? "" : " WHERE doubt_reason IS NULL";
        ASSERT_TRUE(landscape.as_of);
        EXPECT_EQ(database().rows("SELECT max(status_as_of) FROM trials" + counted),
                  (Database::Rows{{landscape.as_of->text()}}));
        EXPECT_EQ(database().rows(all ? "SELECT 0" : "SELECT count(*) FROM trials WHERE doubt_reason IS NOT NULL"),
                  (Database::Rows{{std::to_string(landscape.doubtful_left_out_count.number())}}));
        EXPECT_EQ(landscape.later_left_out_count.number(), 0);
        Database::Rows wanted;
        for (const DoubtCount& doubt : landscape.doubts) {
            EXPECT_EQ(doubt.counted, all);
            for (std::size_t i = 0; i < detail::enumerator_count<DoubtReason>; ++i)
                if (detail::enumerator_values<DoubtReason>[i] == doubt.reason)
                    wanted.push_back(
                        {std::string(detail::enumerator_names<DoubtReason>[i]), std::to_string(doubt.count.number())});
        }
        std::sort(wanted.begin(), wanted.end());
        EXPECT_FALSE(wanted.empty());
        EXPECT_EQ(database().rows("SELECT doubt_reason, count(*) FROM trials WHERE doubt_reason IS NOT NULL "
                                  "GROUP BY 1 ORDER BY 1"),
                  wanted);
    }
}
// Values beyond the limit of a list, and the trials behind them.
Database::Rows rest(Database& database, Dimension dimension, std::size_t limit, bool all) {
    return database.rows("SELECT count(*), sum(trial_count) FROM (SELECT * FROM landscape" +
                         std::string(all ? "_all" : "") + " WHERE dimension = '" + word(dimension) +
                         "' AND value IS NOT NULL ORDER BY trial_count DESC LIMIT -1 OFFSET " + std::to_string(limit) +
                         ')');
}
TEST(TablesInSqlRests, SponsorsBeyondTheLimitAreCounted) {
    for (const bool all : {false, true}) {
        LandscapeOptions options;
        options.include_doubtful = all;
        options.sponsor_limit = 12;
        const Landscape landscape = carnk::landscape(builtin_catalog(), options);
        const Tally* sponsors = landscape.tally(Dimension::sponsor);
        ASSERT_TRUE(sponsors && sponsors->further_value_count && sponsors->further_trial_count);
        EXPECT_EQ(rest(counting<LibraryCounts>().database(), Dimension::sponsor, 12, all),
                  (Database::Rows{{std::to_string(sponsors->further_value_count->number()),
                                   std::to_string(sponsors->further_trial_count->number())}}));
    }
}
#ifdef CARNK_TOOL_PATH
// As text the command lists the first values only and counts the others.
TEST(TablesInSqlRests, ThoseThatTheCommandPrintsAreThoseOfItsFile) {
    for (const bool all : {false, true})
        for (const Dimension dimension : {Dimension::target, Dimension::country, Dimension::sponsor}) {
            const std::size_t limit = 7;
            const std::string text = CommandCounts::run("stats --top " + std::to_string(limit) + (all ? " --all" : ""));
            std::string heading(label_of(dimension));
            heading[0] = static_cast<char>(heading[0] - 'a' + 'A');
            const std::size_t begin = text.find('\n' + heading + '\n');
            ASSERT_NE(begin, std::string::npos) << heading;
            std::smatch found;
            const std::string part = text.substr(begin, text.find("\n\n", begin + 1) - begin);
            ASSERT_TRUE(std::regex_search(part, found, std::regex("and (\\d+) more +(\\d+)"))) << part;
            EXPECT_EQ(rest(counting<CommandCounts>().database(), dimension, limit, all),
                      (Database::Rows{{found[1].str(), found[2].str()}}))
                << heading;
        }
}
#endif
// Every pair of dimensions, cell by cell, with the totals of rows and columns.
TEST_P(TablesInSql, CrossTablesAreThoseOfStats) {
    for (const bool all : {false, true}) {
        const std::string trials = database().rows(std::string("SELECT count(*) FROM trials") +
                                                   (all ? "" : " WHERE doubt_reason IS NULL"))[0][0];
        const std::string left_out =
            database().rows(all ? "SELECT 0" : "SELECT count(*) FROM trials WHERE doubt_reason IS NOT NULL")[0][0];
        Database::Rows wanted, totals;
        for (const Dimension by : detail::enumerator_values<Dimension>)
            for (const Dimension across : detail::enumerator_values<Dimension>) {
                if (by == across) continue;
                const CrossTable cross = TablesInSql::cross(by, across, all);
                EXPECT_EQ(std::to_string(cross.trial_count.number()), trials);
                EXPECT_EQ(std::to_string(cross.doubtful_left_out_count.number()), left_out);
                for (const CrossRow& row : cross.rows) {
                    totals.push_back({word(by), row.value.value_or("NULL"), std::to_string(row.trial_count.number())});
                    for (std::size_t i = 0; i < row.counts.size(); ++i)
                        if (row.counts[i].number() != 0)
                            wanted.push_back({word(by), row.value.value_or("NULL"), word(across),
                                              cross.columns[i].value.value_or("NULL"),
                                              std::to_string(row.counts[i].number())});
                }
                for (const ValueCount& column : cross.columns)
                    totals.push_back(
                        {word(across), column.value.value_or("NULL"), std::to_string(column.count.number())});
            }
        std::sort(wanted.begin(), wanted.end());
        Database::Rows found = database().rows(
            all ? "SELECT r.dimension, r.value, c.dimension, c.value, count(*) FROM trial_values r JOIN trial_values c "
                  "ON c.trial_id = r.trial_id AND c.dimension <> r.dimension GROUP BY 1, 2, 3, 4"
                : "SELECT * FROM landscape_cross");
        std::sort(found.begin(), found.end());
        EXPECT_GT(wanted.size(), 3000U);
        EXPECT_TRUE(found == wanted) << found.size() << " and " << wanted.size() << " cells";
        std::sort(totals.begin(), totals.end());
        totals.erase(std::unique(totals.begin(), totals.end()), totals.end());
        Database::Rows counted = database().rows(all ? "SELECT * FROM landscape_all" : "SELECT * FROM landscape");
        std::sort(counted.begin(), counted.end());
        EXPECT_EQ(totals, counted);
    }
}

TEST(TablesAsScript, TextOfAnyKindComesBack) {
    Table t;
    t.name = "odd";
    t.description = "Odd\ntexts.";
    t.columns.resize(2);
    t.columns[0].name = "id";
    t.columns[1].name = "select";
    t.rows = {{std::string("a"), std::string("it's; -- \"no\"\n")},
              {std::string("b"), std::string("x\0y", 3)},
              {std::string("c"), {}}};
    Database db(sql_text({t}).substr(0, sql_text({t}).find("CREATE VIEW")) + "COMMIT;");
    const auto rows = db.rows("SELECT id, \"select\", length(CAST(\"select\" AS BLOB)) FROM odd ORDER BY id");
    ASSERT_EQ(rows.size(), 3U);
    EXPECT_EQ(rows[0][1], "it's; -- \"no\"\n");
    EXPECT_EQ(rows[1][2], "3");
    EXPECT_EQ(rows[2][1], "NULL");
}

#else

TEST(TablesAsScript, NeedsSqlite) {
    GTEST_SKIP() << "SQLite is not installed";
}

#endif

}  // namespace
}  // namespace carnk::testing
