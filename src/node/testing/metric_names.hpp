// For tests of a node's metrics page.
#pragma once

#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace tacit::node::testing {

/// Names that two metrics of a page take. In OpenMetrics a counter's name ends before `_total`, and
/// a histogram also takes those of its parts: collectors refuse a page on which two meet.
inline std::vector<std::string> metric_names_that_clash(const std::string& page) {
    std::vector<std::string> clashes;
    std::set<std::string> taken;
    std::istringstream lines(page);
    const auto take = [&](const std::string& name) {
        if (!taken.insert(name).second) clashes.push_back(name);
    };
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words(line);
        std::string hash, keyword, name, type;
        words >> hash >> keyword >> name >> type;
        if (hash != "#" || keyword != "TYPE") continue;
        const std::string total = "_total";
        take(type == "counter" && name.ends_with(total) ? name.substr(0, name.size() - total.size())
                                                        : name);
        if (type == "histogram")
            for (const char* part : {"_bucket", "_sum", "_count"}) take(name + part);
        if (type == "counter") take(name.ends_with(total) ? name : name + total);
    }
    return clashes;
}

}  // namespace tacit::node::testing
