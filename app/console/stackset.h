// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console/commandline.h"
#include "app/console/demo.h"
#include "models/config/stacksstore.h"
#include "models/secrets/keyring.h"
#include "models/stack/stack.h"

#include <memory>
#include <vector>

namespace console {

/// The clusters of this run, whatever they come from: the stacks file, an address, or the demo. The file is followed: a
/// stack that is added, changed or taken out there comes, is opened anew or goes, without the others noticing.
/// GUI thread.
class StackSet final : public QObject
{
    Q_OBJECT
public:
    /// Opens what the options ask for; mistakes() tells what could not be opened.
    explicit StackSet(const Options &options, QObject *parent = nullptr);
    ~StackSet() override;

    QList<stack::Stack *> stacks() const; ///< in the file's order
    Demo *demo() const { return m_demo.get(); } ///< nullptr: real clusters
    QString file() const; ///< the stacks file in use; empty: none
    /// Where another cluster is written to; need not be there yet. openAdded() then opens what stands in it, beside the
    /// stacks of now.
    QString fileForAdding() const { return m_file; }
    void openAdded();
    std::shared_ptr<secrets::Keyring> keyring() const { return m_keyring; }
    /// Sentences with file, line, key and remedy. What was good before a mistake goes on as it was.
    QStringList mistakes() const;
    void start(); ///< the stacks of now, and each that comes later

signals:
    void leaving(stack::Stack *stack); ///< let go of it: it ends when this returns
    void changed(); ///< stacks() is another list
    void mistakesChanged();

private:
    void begin(stack::Stack *stack) const; ///< once it is known who signs in
    void openDemo(const Options &options);
    void openFile(const QString &path);
    void follow();
    std::unique_ptr<stack::Stack> opened(const config::StackConfig &config) const;

    const QString m_file; ///< of the options, else the default one
    std::shared_ptr<secrets::Keyring> m_keyring;
    std::unique_ptr<Demo> m_demo;
    std::unique_ptr<config::StacksStore> m_store;
    std::unique_ptr<stack::Stack> m_given; ///< by its address alone; null: none
    std::vector<std::unique_ptr<stack::Stack>> m_stacks; ///< of the file
    bool m_started = false;
};

} // namespace console
