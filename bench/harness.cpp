#include "bench/harness.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>

#include <nlohmann/json.hpp>

#include "base/check.hpp"

namespace tacit::bench {

double time_ms(const std::function<void()>& call) {
    const auto start = std::chrono::steady_clock::now();
    call();
    const std::chrono::duration<double, std::milli> elapsed =
        std::chrono::steady_clock::now() - start;
    return elapsed.count();
}

double median(std::vector<double> values) {
    TACIT_CHECK(!values.empty());
    std::ranges::sort(values);
    const std::size_t middle = values.size() / 2;
    return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

Figure make_figure(std::string name, std::string unit, const std::vector<double>& samples) {
    Figure out;
    out.name = std::move(name);
    out.unit = std::move(unit);
    out.value = median(samples);
    out.runs = static_cast<int>(samples.size());
    out.min = *std::ranges::min_element(samples);
    out.max = *std::ranges::max_element(samples);
    return out;
}

Figure measure(const Measurement& how, const Yardstick* yardstick,
               const std::function<void()>& call) {
    const double to_unit = (how.unit == "us" ? 1000.0 : 1.0) / static_cast<double>(how.repeats);
    std::vector<double> samples;
    std::vector<double> ratios;
    call();  // warms caches and allocators; not counted
    for (int run = 0; run < how.runs; ++run) {
        const double yardstick_ms = yardstick != nullptr ? time_ms(yardstick->run) : 0;
        const double sample_ms = time_ms([&] {
            for (std::size_t i = 0; i < how.repeats; ++i) call();
        });
        samples.push_back(to_unit * sample_ms);
        if (yardstick != nullptr)
            ratios.push_back(sample_ms / static_cast<double>(how.repeats) / yardstick_ms);
    }
    Figure out = make_figure(how.name, how.unit, samples);
    if (yardstick != nullptr) {
        out.of = yardstick->name;
        out.ratio = median(ratios);
    }
    return out;
}

void print_table(const std::vector<Figure>& figures) {
    std::printf("%-22s %12s %-10s %14s %5s %12s %12s\n", "figure", "median", "unit", "ratio",
                "runs", "min", "max");
    for (const Figure& figure : figures) {
        char ratio[32] = "";
        if (!figure.of.empty())
            std::snprintf(ratio, sizeof ratio, "%.3f %s", figure.ratio, figure.of.c_str());
        std::printf("%-22s %12.3f %-10s %14s %5d %12.3f %12.3f\n", figure.name.c_str(),
                    figure.value, figure.unit.c_str(), ratio, figure.runs, figure.min, figure.max);
    }
}

void print_json(const std::vector<Figure>& figures) {
    auto out = nlohmann::ordered_json::array();
    for (const Figure& figure : figures) {
        nlohmann::ordered_json line = {
            {"name", figure.name}, {"value", figure.value}, {"unit", figure.unit}};
        line["of"] = nullptr;
        line["ratio"] = nullptr;
        if (!figure.of.empty()) {
            line["of"] = figure.of;
            line["ratio"] = figure.ratio;
        }
        line["runs"] = figure.runs;
        out.push_back(std::move(line));
    }
    std::printf("%s\n", out.dump(2).c_str());
}

}  // namespace tacit::bench
