// SPDX-License-Identifier: GPL-3.0-or-later
// LogPane: what its foot tells.
#include "models/core/errortext.h"
#include "models/core/format.h"
#include "ui/common/labels.h"
#include "ui/common/notebox.h"
#include "ui/logs/logpane.h"
#include "ui/logs/logview.h"
#include "ui/style/theme.h"

#include <QPushButton>

using namespace Qt::StringLiterals;

namespace ui {

void LogPane::showState()
{
    QStringList parts;
    if (!m_file) {
        parts << m_placeholder;
    } else if (!m_file->isOpen()) {
        parts << (m_file->error() ? tr("Cannot be read.") : tr("Asking %1…").arg(m_file->source()->keeper()));
    } else {
        parts << (!m_view->isAtEnd()           ? tr("Paused, nothing is lost")
                      : core::isKnown(m_ended) ? tr("Ended %1").arg(core::formatClockBare(m_ended))
                      : m_file->isFollowing()  ? tr("Following")
                                               : tr("At the end"));
        parts << core::formatBytes(m_file->size());
        if (const auto lines = m_file->index().endsBefore(m_file->pageCount()))
            parts << tr("%1 lines").arg(core::formatCount(*lines));
        if (m_errors && m_errors->isFinished() && m_errors->lineCount() > 0)
            parts << tr("%1 lines of errors").arg(core::formatCount(m_errors->lineCount()));
        if (m_filtered)
            parts << tr("%1 lines shown").arg(core::formatCount(m_filtered->lineCount()));
    }
    if (m_file && m_file->error()) {
        const core::ErrorText text = core::errorText(*m_file->error(), m_file->source()->keeper());
        m_trouble->say(NoteBox::Weight::Warning, text.what,
                       m_file->isOpen() ? tr("What is shown stays. %1").arg(text.next) : text.next);
    }
    m_state->setText(parts.join(u" · "_s));
    showZone();
    placeMore();
}

/// A stamp that names its zone is shown in the desk's, as all times of the window are. One that names none is too,
/// where the stack's file tells what is meant; else it is left as it is written, as nobody knows which zone its machine
/// had.
void LogPane::showZone()
{
    const LogView::Times times = m_view->times();
    m_times->setText(
        times.assumed
            ? tr("times in %1; those without a zone are %2").arg(core::zoneName(), QString::fromLatin1(m_zoneName))
            : times.zoned && times.written ? tr("times in %1; without a zone as written").arg(core::zoneName())
            : times.zoned                  ? tr("times in %1").arg(core::zoneName())
            : times.written                ? tr("times as written, without a zone")
                                           : QString());
    m_times->setToolTip(times.written
                            ? tr("Times that name no zone stay as they are written. Which one their machines mean "
                                 "the stacks file can tell: logs: {zone: UTC}.")
                            : QString());
}

QString LogPane::state() const
{
    return m_state->text();
}

void LogPane::placeMore()
{
    const bool paused = m_file && m_file->isOpen() && !m_view->isAtEnd() && m_view->newBytes() > 0;
    m_more->setVisible(paused);
    if (!paused)
        return;
    const auto lines = m_view->newLines();
    m_more->setText(lines ? tr("%1 new lines, follow again (End)").arg(core::formatCount(*lines))
                          : tr("%1 new, follow again (End)").arg(core::formatBytes(m_view->newBytes())));
    m_more->adjustSize();
    const QRect area(m_view->mapTo(this, QPoint()), m_view->size());
    m_more->move(area.center().x() - m_more->width() / 2, area.bottom() - m_more->height() - Theme::instance()->px(12));
    m_more->raise();
}

void LogPane::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitBar();
    placeMore();
}

} // namespace ui
