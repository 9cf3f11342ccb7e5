// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console/commandline.h"
#include "app/console/demo.h"
#include "models/config/stackconfig.h"
#include "models/stack/stack.h"

#include <memory>
#include <vector>

namespace console {

/// The clusters of this run, whatever they come from: the stacks file, an address, or the demo. GUI thread.
class StackSet
{
public:
    /// Opens what the options ask for; mistakes() tells what could not be opened.
    explicit StackSet(const Options &options);

    QList<stack::Stack *> stacks() const;
    Demo *demo() const { return m_demo.get(); } ///< nullptr: real clusters
    /// Sentences with file, line, key and remedy; the stacks they are about are left out.
    QStringList mistakes() const { return m_mistakes; }

private:
    void openDemo(const Options &options);
    void openFile(const QString &path);
    void open(const config::StackConfig &config);

    std::unique_ptr<Demo> m_demo;
    std::vector<std::unique_ptr<stack::Stack>> m_stacks;
    QStringList m_mistakes;
};

} // namespace console
