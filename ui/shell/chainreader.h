// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/store.h"
#include "models/chain/chain.h"

#include <QFutureWatcher>
#include <QPointer>
#include <QTimer>

namespace ui {

/// Reads the chain of one object: at once when it is set, then as the pictures it is read from change, while it is
/// shown. Has Aurora tell the ended tasks of the chain's job meanwhile. Reads in the pool; GUI thread.
class ChainReader final : public QObject
{
    Q_OBJECT
public:
    /// `night`: where its nodes are, if not on the stack's own board; outlives it.
    explicit ChainReader(QObject *parent = nullptr, dag::NightBoard *night = nullptr);
    ~ChainReader() override;

    void setObject(stack::Stack *stack, const links::ObjectRef &object); ///< an invalid one: nothing
    void setShown(bool shown); ///< while hidden it reads nothing

    const links::ObjectRef &object() const { return m_object; }
    const std::optional<chain::Cells> &cells() const { return m_cells; } ///< of the object; none: not read yet

signals:
    void changed();

private:
    void follow(stack::Stack *stack);
    void read();
    void onRead();
    void watchJob();

    dag::NightBoard *nightBoard() const;

    dag::NightBoard *const m_night;
    QPointer<stack::Stack> m_stack;
    links::ObjectRef m_object;
    links::ObjectRef m_asked; ///< what is being read is of this one
    std::optional<chain::Cells> m_cells;
    QFutureWatcher<chain::Cells> m_reading;
    QTimer m_soon; ///< pictures may change many times a second
    QByteArray m_job; ///< that Aurora is asked to watch
    aurora::Store::Watch m_watch;
    bool m_again = false;
    bool m_shown = false;
};

} // namespace ui
