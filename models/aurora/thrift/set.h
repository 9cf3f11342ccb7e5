// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <utility>
#include <vector>

namespace aurora::wire {

/// A set of the wire for the generated code: values in the order in which they came. Whoever reads sorts by what
/// matters to people; std::set would need an order for every struct, and a tree.
template <typename T>
class Set : public std::vector<T>
{
public:
    using std::vector<T>::vector;
    void insert(T value) { this->push_back(std::move(value)); }
};

} // namespace aurora::wire
