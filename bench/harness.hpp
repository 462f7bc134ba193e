// Measures: medians of many runs, each read against a yardstick measured in the same run.
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace tacit::bench {

/// One line of the report.
struct Figure {
    std::string name;
    double value = 0;
    std::string unit;
    std::string of;    // name of the yardstick; empty for none
    double ratio = 0;  // median over the runs of value / yardstick; 0 without one
    int runs = 0;
    double min = 0;
    double max = 0;
};

/// Milliseconds that a call takes.
double time_ms(const std::function<void()>& call);

/// Of at least one value (checked).
double median(std::vector<double> values);

/// From samples in the figure's unit.
Figure make_figure(std::string name, std::string unit, const std::vector<double>& samples);

/// Something every other figure can be read against.
struct Yardstick {
    std::string name;
    std::function<void()> run;
};

/// How a figure's runs are made.
struct Measurement {
    std::string name;
    std::string unit;         // "ms" or "us"
    int runs = 0;             // at least 1
    std::size_t repeats = 1;  // calls in a run; the value is of one
};

/// Each run times the yardstick (if any) and then the call, so that a machine that changes its pace
/// changes both; the ratio is the median of the runs' own ratios.
Figure measure(const Measurement& how, const Yardstick* yardstick,
               const std::function<void()>& call);

void print_table(const std::vector<Figure>& figures);
/// [{name, value, unit, of, ratio, runs}, ...]; of and ratio are null without a yardstick.
void print_json(const std::vector<Figure>& figures);

}  // namespace tacit::bench
