// SPDX-License-Identifier: BSL-1.0
// Writes those pages of the site that the library itself knows: carnk_site PAGES HTML SOURCE TOOL
#include <exception>
#include <fstream>
#include <iostream>
#include <sstream>
#include <stdexcept>

#include "site.hpp"

namespace carnk::site {

std::string html(std::string_view text) {
    std::string out;
    for (const char c : text)
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            case '\\':
                out += "&#92;";
                break;  // Doxygen looks for the end of the block
            case '@':
                out += "&#64;";
                break;
            default:
                out += c;
        }
    return out;
}

std::string label(std::string_view text) {
    std::string out;
    for (const char c : text)
        out += (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ? c : '_';
    return out;
}

std::string link(std::string_view address, std::string_view text) {
    return "<a href=\"" + html(address) + "\">" + html(text) + "</a>";
}

Table::Table(std::string_view caption, const std::vector<std::string>& heads) {
    text_ = "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"" + html(caption) +
            "\"><table class=\"data\"><thead><tr>";
    for (const std::string& h : heads)
        text_ += "<th scope=\"col\">" + html(h) + "</th>";
    text_ += "</tr></thead><tbody>\n";
}

void Table::row(const std::vector<std::string>& cells, std::string_view id) {
    text_ += id.empty() ? "<tr>" : "<tr id=\"" + html(id) + "\">";
    for (const std::string& c : cells)
        text_ += "<td>" + c + "</td>";
    text_ += "</tr>\n";
}

void write_file(const std::filesystem::path& file, std::string_view text) {
    std::ofstream out(file, std::ios::binary);
    out << text;
    out.close();
    if (!out) throw std::runtime_error("cannot write " + file.string());
}

std::string read_file(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) throw std::runtime_error("cannot read " + file.string());
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

void write(const Places& places, const Page& page) {
    // A title is a line of Markdown for Doxygen.
    std::string title;
    for (const char c : page.title) {
        if (c == '\n' || c == '\r' || c == '{' || c == '}')
            title += c == '{' ? '(' : c == '}' ? ')' : ' ';
        else if (c == '\\')
            title += '/';
        else if (std::string_view("@<>#%&*_`~").find(c) != std::string_view::npos)
            title.append(c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '>' ? "&gt;" : std::string("\\") + c);
        else
            title += c;
    }
    std::string text = "# " + title + " {#" + page.label + "}\n\n";
    if (!page.below.empty()) {
        // Doxygen takes the order of the tree from here.
        text += "@htmlonly[block]\n<div hidden>\n@endhtmlonly\n\n";
        for (const std::string& b : page.below)
            text += "- \\subpage " + b + "\n";
        text += "\n@htmlonly[block]\n</div>\n@endhtmlonly\n\n";
    }
    text += "@htmlonly[block]\n" + page.body + "\n@endhtmlonly\n";
    write_file(places.pages / (page.label + ".md"), text);
}

}  // namespace carnk::site

int main(int argc, char** argv) {
    if (argc != 5) {
        std::cerr << "carnk_site PAGES HTML SOURCE TOOL\n";
        return 2;
    }
    try {
        const carnk::site::Places places{argv[1], argv[2], argv[3], argv[4]};
        std::filesystem::remove_all(places.pages);
        std::filesystem::create_directories(places.pages);
        std::filesystem::create_directories(places.html / "pictures");
        std::filesystem::create_directories(places.html / "schema");
        carnk::site::write_catalogue(places);
        carnk::site::write_rules(places);
        carnk::site::write_types(places);
        carnk::site::write_commands(places);
    } catch (const std::exception& e) {
        std::cerr << "carnk_site: " << e.what() << '\n';
        return 1;
    }
    return 0;
}
