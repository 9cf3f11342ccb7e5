// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/page.h"

#include <QPointer>

namespace ui {

class LogTab;

/// One log at the window's foot: beside another log, or beside the node or job it is about. It is followed as long as
/// it is seen. Object name "pinnedLog". GUI thread.
class PinnedLog final : public FootContent
{
    Q_OBJECT
public:
    explicit PinnedLog(PageContext context, QWidget *parent = nullptr);

    void pin(const links::ObjectRef &ref) override; ///< a log
    links::ObjectRef pinned() const override;
    QString title() const override;
    QString glyphWord() const override;
    void setShown(bool shown) override;
    QByteArray saveState() const override;
    void restoreState(const QByteArray &state) override;

    LogTab *log() const { return m_log; } ///< nullptr: none was pinned

private:
    void show(const links::ObjectRef &object);

    PageContext m_context;
    QPointer<LogTab> m_log;
    bool m_shown = false;
};

} // namespace ui
