// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/fuzzy.h"
#include "ui/shell/page.h"
#include "ui/shell/shortcuts.h"

#include <QPointer>
#include <QTimer>

namespace ui {

class SavedViews;

/// One thing the palette offers.
struct Offer
{
    enum class Kind { Object, Action };
    Kind kind = Kind::Object;
    QString icon;
    QString glyph; ///< glyph word; empty: none
    QString text;
    QString detail;
    QString key; ///< shown as a key cap
    FuzzyMatch match;
    links::ObjectRef ref; ///< Object
    QPointer<QAction> action; ///< Action of the window or a page
    std::function<void(Navigator *)> run{}; ///< Action on the best match
    bool isLocked = false; ///< writing has to be unlocked before it is sent
};

/// Looks through pages, objects and actions for what was typed. Objects are asked for page by page, one page a turn of
/// the event loop, so that the window stays alive over 100,000 tasks; a new query drops the old one. Asks no network.
/// What can be done to the best match is offered with it: "kill hyoga" finds it by the rest when nothing is called so.
/// `>` finds actions alone, `@` agents, `#` runs of the night. GUI thread.
class Finder final : public QObject
{
    Q_OBJECT
public:
    static constexpr int rows = 12; ///< offers shown at most

    Finder(const QList<PageEntry> &pages, const Shortcuts &shortcuts, const SavedViews &views,
           QObject *parent = nullptr);

    void search(const stack::Stack *stack, const QString &query, const QString &currentPage);
    void stop();
    void remember(const Offer &opened); ///< found first the next time
    QString needle() const { return m_needle; }

signals:
    /// Best first; `found` counts the objects that fitted, shown or not.
    void answered(const QList<ui::Offer> &objects, const QList<ui::Offer> &actions, int found);

private:
    void slice();
    void finish();
    void addPages();
    void addActions();
    void addViews();
    void addObjects(const PageEntry &page);
    bool lookOnce(); ///< nothing is called so: the first word may be what is to be done
    void addVerbs();
    QList<Offer> verbsOf(const Offer &object) const;
    links::ObjectRef::Kind onlyKind() const; ///< what the prefix asks for; None: anything
    int bonus(const Offer &offer) const;

    const QList<PageEntry> m_pages;
    const Shortcuts &m_shortcuts;
    const SavedViews &m_views;
    QPointer<const stack::Stack> m_stack;
    QString m_needle;
    QString m_called; ///< the part of it that objects are called
    QString m_currentPage;
    QChar m_prefix;
    qsizetype m_next = 0;
    QTimer m_timer;
    QList<Offer> m_objects;
    QList<Offer> m_actions;
    QList<Offer> m_recent; ///< newest first
};

} // namespace ui
