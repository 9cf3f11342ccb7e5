// SPDX-License-Identifier: GPL-3.0-or-later
// LogPane: what is wrong, by name.
#include "models/logs/failurehunt.h"
#include "ui/common/notebox.h"
#include "ui/logs/logpane.h"
#include "ui/logs/logview.h"

#include <QDesktopServices>
#include <QPushButton>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr qint64 lastPages = 2; ///< looked at anew whenever the log grows

} // namespace

void LogPane::makeNote()
{
    m_toSighting = m_note->addButton(u"logSighting"_s, tr("Show the line"));
    m_runbook = m_note->addButton(u"logRunbook"_s, tr("Runbook"));
    connect(m_toSighting, &QPushButton::clicked, this, [this] {
        if (!m_file || m_sighting < 0)
            return;
        goTo(m_file->cutter().beginAt(m_sighting).value_or(m_sighting));
        m_view->setFocus();
    });
    connect(m_runbook, &QPushButton::clicked, this, [this] { QDesktopServices::openUrl(QUrl(m_runbook->toolTip())); });
}

/// What a task says last is mostly why it failed. What stands before that is looked through once, in the background.
void LogPane::huntFailures()
{
    const qint64 end = std::max<qint64>(0, m_file->pageCount() - lastPages) * logs::pageBytes;
    m_hunt = std::make_unique<logs::FailureHunt>(m_failures, m_file->source(), end);
    connect(m_hunt.get(), &logs::FailureHunt::changed, this, &LogPane::lookForKnownFailures);
    lookForKnownFailures();
    m_hunt->start();
}

void LogPane::lookForKnownFailures()
{
    const qint64 last = m_file->pageCount() - 1;
    QByteArray text;
    qint64 begin = 0;
    for (qint64 page = std::max<qint64>(0, last + 1 - lastPages); page <= last; ++page) {
        const QByteArray *bytes = m_file->page(page);
        if (text.isEmpty())
            begin = page * logs::pageBytes;
        if (bytes)
            text += *bytes;
        else
            text.clear();
    }
    const auto sighting = m_failures->find(text);
    if (sighting.failure)
        return showFailure(*sighting.failure, begin + sighting.at, false);
    if (m_hunt && m_hunt->failure())
        return showFailure(*m_hunt->failure(), m_hunt->at(), true);
    m_sighting = -1;
    m_note->setQuiet();
}

void LogPane::showFailure(const logs::KnownFailure &failure, qint64 at, bool isFurtherUp)
{
    m_sighting = at;
    const QUrl runbook(failure.runbook);
    m_runbook->setToolTip(runbook.toString());
    m_runbook->setVisible(runbook.scheme() == "https"_L1 || runbook.scheme() == "http"_L1);
    m_note->say(isFurtherUp ? NoteBox::Weight::Warning : NoteBox::Weight::Failure,
                (isFurtherUp ? tr("Known failure, further up: %1") : tr("Known failure: %1")).arg(failure.title),
                failure.cure.isEmpty() ? failure.says : failure.says + u' ' + failure.cure);
}

} // namespace ui
