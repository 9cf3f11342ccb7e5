// SPDX-License-Identifier: GPL-3.0-or-later
// LogPane: what is looked for, and what is left out.
#include "models/core/format.h"
#include "ui/common/segments.h"
#include "ui/logs/logpane.h"
#include "ui/logs/logview.h"
#include "ui/logs/ruler.h"

#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

/// Files up to here are looked through for errors, and their lines counted, without being asked: some seconds at most.
constexpr qint64 lookedThroughAnyway = 48 << 20;

} // namespace

void LogPane::restartSearch()
{
    m_typing.stop();
    m_current = -1;
    m_view->setCurrentLine(-1);
    m_ruler->setMatches(nullptr);
    m_search.reset();
    const auto matcher = logs::Matcher::of({ m_find->text(), m_regex->isChecked(), m_case->isChecked() });
    m_find->setToolTip(matcher ? QString() : matcher.error().detail);
    m_view->setMatcher(matcher ? *matcher : logs::Matcher());
    if (matcher && !matcher->isEmpty() && m_file && m_file->isOpen()) {
        m_search = std::make_unique<logs::Scan>(m_file.get(), logs::Quest{ *matcher, {} }, logs::Scan::From::End);
        connect(m_search.get(), &logs::Scan::changed, this, [this] {
            showCount();
            showState();
        });
        m_ruler->setMatches(m_search.get());
        m_search->start();
    }
    showMatches();
    showCount();
    if (!matcher)
        m_count->setText(tr("No expression: %1").arg(matcher.error().detail.section(u',', 0, 0)));
}

/// The view of the matches walks along what the search has found, so it may be as long as it likes.
void LogPane::showMatches()
{
    const bool isShown = m_list->isChecked() && m_search;
    m_matches->setFile(isShown ? m_file.get() : nullptr);
    m_matches->setFilter(isShown ? m_search.get() : nullptr);
    m_matches->setMatcher(isShown ? m_search->quest().matcher : logs::Matcher());
    m_matches->setCurrentLine(m_current);
    m_matches->setVisible(isShown);
}

void LogPane::showCount()
{
    QString text;
    if (m_search) {
        const qint64 lines = m_search->lineCount();
        text = m_current >= 0
            ? tr("%1 of %2").arg(core::formatCount(m_search->rankOf(m_current) + 1), core::formatCount(lines))
            : lines == 0 && m_search->isFinished() ? tr("no match")
                                                   : tr("%1 lines").arg(core::formatCount(lines));
        if (m_search->error())
            text += tr(", stopped");
        else if (!m_search->isFinished() && m_search->bytesToSee() > 0)
            text += tr(", %1 %").arg(m_search->bytesSeen() * 100 / m_search->bytesToSee());
    }
    m_count->setText(text);
    fitBar();
    const bool any = m_search && m_search->lineCount() > 0;
    m_previous->setEnabled(any);
    m_next->setEnabled(any);
}

void LogPane::goTo(qint64 begin)
{
    m_current = begin;
    m_view->setCurrentLine(begin);
    m_view->goTo(begin);
    m_matches->setCurrentLine(begin);
    showCount();
}

/// Behind the last one comes the first: the count tells where one is.
void LogPane::findNext()
{
    if (m_typing.isActive())
        restartSearch();
    if (!m_search)
        return;
    const qint64 from = m_current >= 0 ? m_current : m_view->placeForSearch() - 1;
    if (const auto found = m_search->next(from))
        return goTo(*found);
    if (const auto found = m_search->first())
        goTo(*found);
}

void LogPane::findPrevious()
{
    if (m_typing.isActive())
        restartSearch();
    if (!m_search)
        return;
    if (const auto found = m_search->previous(m_current >= 0 ? m_current : m_file->size()))
        return goTo(*found);
    if (const auto found = m_search->last())
        goTo(*found);
}

void LogPane::restartFilter()
{
    m_filterTyping.stop();
    m_view->setFilter(nullptr);
    m_filtered.reset();
    const logs::Level levels[] = { logs::Level::None, logs::Level::Warn, logs::Level::Error };
    const logs::LineFilter filter(m_filter->text(), levels[m_level->current()]);
    if (!filter.isEmpty() && m_file && m_file->isOpen()) {
        m_filtered = std::make_unique<logs::Scan>(m_file.get(), logs::Quest{ {}, filter }, logs::Scan::From::End);
        m_view->setFilter(m_filtered.get());
        connect(m_filtered.get(), &logs::Scan::changed, this, &LogPane::showState);
        m_filtered->start();
    }
    showState();
}

/// Errors of the whole file: for the ruler, the count and the first of them.
void LogPane::followErrors()
{
    if (!m_wantsFirstError && m_file->size() > lookedThroughAnyway)
        return;
    const logs::Quest quest{ {}, logs::LineFilter({}, logs::Level::Error) };
    m_errors = std::make_unique<logs::Scan>(m_file.get(), quest, logs::Scan::From::Begin);
    m_ruler->setErrors(m_errors.get());
    connect(m_errors.get(), &logs::Scan::changed, this, [this] {
        if (m_view->isAtEnd())
            m_view->followEnd(); // lines may have numbers now
        showState();
        if (!m_wantsFirstError)
            return;
        // What was looked at from the beginning on without a gap holds the first one.
        if (const auto first = m_errors->first(); first && m_errors->isFirstCertain()) {
            m_wantsFirstError = false;
            goTo(*first);
        } else if (m_errors->isFinished()) {
            m_wantsFirstError = false;
            m_count->setText(tr("no error in the file"));
        }
    });
    m_errors->start();
}

void LogPane::firstError()
{
    if (!m_file || !m_file->isOpen())
        return;
    m_wantsFirstError = true;
    if (!m_errors)
        return followErrors();
    emit m_errors->changed(); // what is known already
}

void LogPane::wantFirstError()
{
    m_opensAtError = !m_file || !m_file->isOpen();
    firstError();
}

void LogPane::focusFind()
{
    m_find->setFocus(Qt::ShortcutFocusReason);
    m_find->selectAll();
}

/// In the list of matches: up and down go from one to the next, Enter leads into the log.
bool LogPane::matchesKey(int key)
{
    switch (key) {
    case Qt::Key_Up:
        findPrevious();
        break;
    case Qt::Key_Down:
        findNext();
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        m_view->setFocus();
        return true;
    default:
        return false;
    }
    if (m_current >= 0)
        m_matches->goTo(m_current);
    return true;
}

bool LogPane::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_matches && event->type() == QEvent::KeyPress)
        return matchesKey(static_cast<QKeyEvent *>(event)->key());
    if (event->type() != QEvent::KeyPress || (watched != m_find && watched != m_filter))
        return QWidget::eventFilter(watched, event);
    auto *field = static_cast<QLineEdit *>(watched);
    const auto *key = static_cast<QKeyEvent *>(event);
    switch (key->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (field == m_find)
            key->modifiers() & Qt::ShiftModifier ? findPrevious() : findNext();
        else
            restartFilter();
        return true;
    case Qt::Key_Escape:
        if (field->text().isEmpty())
            m_view->setFocus();
        else
            field->clear();
        return true;
    case Qt::Key_Down:
        m_view->setFocus();
        return true;
    default:
        return QWidget::eventFilter(watched, event);
    }
}

void LogPane::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_F3)
        return event->modifiers() & Qt::ShiftModifier ? findPrevious() : findNext();
    if (event->key() == Qt::Key_E && event->modifiers() == Qt::NoModifier)
        return firstError();
    QWidget::keyPressEvent(event);
}

} // namespace ui
