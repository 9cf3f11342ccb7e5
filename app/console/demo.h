// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/simulator/demo.h"
#include "models/stack/stack.h"

#include <functional>
#include <memory>

namespace console {

/// The embedded demo cluster: a simulated world behind real sockets, and a Stack over it like any other, whose history
/// already holds the hours before. GUI thread.
class Demo
{
public:
    /// `still`: for pictures that must be the same each time. Masters go by fixed addresses, figures are not measured,
    /// and looks are far apart.
    explicit Demo(const sim::Demo::Options &options, bool still = false);
    /// For tests, which need not wait as a real cluster asks for.
    Demo(const sim::Demo::Options &options, std::chrono::milliseconds interval, int hurry);
    ~Demo();
    Demo(const Demo &) = delete;
    Demo &operator=(const Demo &) = delete;

    stack::Stack *stack() const { return m_stack.get(); }
    sim::Demo *world() const { return m_world.get(); }

    void loseLeader(); ///< masters answer, none leads
    void healLeader();

private:
    Demo(const sim::Demo::Options &options, bool still, const std::function<void(config::StackConfig &)> &adjust);

    std::unique_ptr<sim::Demo> m_world; // outlives the stack, which reads its clock
    std::unique_ptr<stack::Stack> m_stack;
};

} // namespace console
