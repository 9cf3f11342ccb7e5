// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/finder.h"

#include "ui/shell/savedviews.h"
#include "ui/style/glyphs.h"

#include <QAction>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

/// Asked of each page. More than is shown, as pages do not know what fits best.
constexpr int askedOfPage = 60;
constexpr qsizetype rememberedOffers = 20;

constexpr int currentPageBonus = 40;
constexpr int failingBonus = 25;
constexpr int recentBonus = 15;

/// Pages match one piece of text; of several words the longest says most.
QString longestWord(const QString &query)
{
    const QStringList words = query.toLower().split(u' ', Qt::SkipEmptyParts);
    const auto longest = std::ranges::max_element(words, {}, &QString::size);
    return longest == words.end() ? QString() : *longest;
}

void bestFirst(QList<Offer> &offers)
{
    std::ranges::stable_sort(offers, std::ranges::greater{}, [](const Offer &o) { return o.match.score; });
}

} // namespace

Finder::Finder(const QList<PageEntry> &pages, const Shortcuts &shortcuts, const SavedViews &views, QObject *parent)
    : QObject(parent)
    , m_pages(pages)
    , m_shortcuts(shortcuts)
    , m_views(views)
{
    m_timer.setInterval(0);
    connect(&m_timer, &QTimer::timeout, this, &Finder::slice);
}

void Finder::search(const stack::Stack *stack, const QString &query, const QString &currentPage)
{
    m_stack = stack;
    m_currentPage = currentPage;
    m_prefix = !query.isEmpty() && u">@#"_s.contains(query.at(0)) ? query.at(0) : QChar();
    m_needle = (m_prefix.isNull() ? query : query.mid(1)).simplified();
    m_objects.clear();
    m_actions.clear();
    m_next = 0;
    const bool isOfOneKind = onlyKind() != links::ObjectRef::Kind::None;
    m_called = m_prefix == u'>' ? m_needle.section(u' ', 1) : m_needle; // "> kill hyoga"
    if (!isOfOneKind)
        addActions();
    if (!isOfOneKind && !m_needle.isEmpty()) // unasked for, they would push actions off the list
        addViews();
    if (m_prefix.isNull())
        addPages();
    if ((m_prefix == u'>' && m_called.isEmpty()) || !m_stack || (m_needle.isEmpty() && m_prefix.isNull())) {
        if (m_prefix.isNull())
            m_objects = m_recent + m_objects;
        finish();
        return;
    }
    m_timer.start();
}

void Finder::stop()
{
    m_timer.stop();
}

void Finder::remember(const Offer &opened)
{
    if (opened.kind != Offer::Kind::Object || opened.ref.kind == links::ObjectRef::Kind::Page)
        return;
    m_recent.removeIf([&](const Offer &o) { return o.ref == opened.ref; });
    m_recent.prepend(opened);
    m_recent.first().match = {};
    m_recent.resize(std::min(m_recent.size(), rememberedOffers));
}

void Finder::slice()
{
    while (m_next < m_pages.size() && !m_pages[m_next].find)
        ++m_next;
    if (m_next >= m_pages.size() && m_stack && lookOnce())
        return;
    if (m_next >= m_pages.size() || !m_stack) {
        finish();
        return;
    }
    addObjects(m_pages[m_next++]);
}

void Finder::addPages()
{
    for (const PageEntry &page : m_pages) {
        const auto match = fuzzyMatch(page.title, m_needle);
        if (!match)
            continue;
        const QString key = m_shortcuts.key(u"page-"_s + page.key).toString(QKeySequence::NativeText);
        m_objects.append({ Offer::Kind::Object,
                           page.icon,
                           {},
                           page.title,
                           tr("page"),
                           key,
                           *match,
                           { links::ObjectRef::Kind::Page, page.key.toUtf8() },
                           {} });
    }
}

void Finder::addActions()
{
    for (const Shortcuts::Entry &entry : m_shortcuts.entries()) {
        // Pages stand under "Go to" already.
        if (!entry.action || entry.id.startsWith("page-"_L1) || !entry.action->isEnabled())
            continue;
        if (const auto match = fuzzyMatch(entry.text, m_needle))
            m_actions.append({ Offer::Kind::Action,
                               entry.action->data().toString(),
                               {},
                               entry.text,
                               entry.group,
                               entry.action->shortcut().toString(QKeySequence::NativeText),
                               *match,
                               {},
                               entry.action });
    }
}

void Finder::addViews()
{
    for (QAction *view : m_views.actions()) {
        const QString page = view->data().toString();
        const auto match = fuzzyMatch(tr("View: %1").arg(view->text()), m_needle);
        if (match)
            m_actions.append({ Offer::Kind::Action,
                               u"views"_s,
                               {},
                               tr("View: %1").arg(view->text()),
                               tr("saved view of %1").arg(page),
                               {},
                               *match,
                               {},
                               view });
    }
}

links::ObjectRef::Kind Finder::onlyKind() const
{
    using Kind = links::ObjectRef::Kind;
    return m_prefix == u'@' ? Kind::Agent : m_prefix == u'#' ? Kind::Run : Kind::None;
}

bool Finder::lookOnce()
{
    const auto isObject = [](const Offer &offer) { return offer.ref.kind != links::ObjectRef::Kind::Page; };
    if (!m_prefix.isNull() || m_called != m_needle || !m_needle.contains(u' ')
        || std::ranges::any_of(m_objects, isObject))
        return false;
    m_called = m_needle.section(u' ', 1);
    m_next = 0;
    return true;
}

/// Those that what was typed is about; all, where it only names the object.
QList<Offer> Finder::verbsOf(const Offer &object) const
{
    QList<Offer> offers;
    const bool isLocked = !m_stack->actions()->arming()->isArmed();
    for (const PageEntry &page : m_pages) {
        if (!page.actionsFor || !page.opens.contains(object.ref.kind))
            continue;
        for (const ObjectAction &action : page.actionsFor(*m_stack, object.ref)) {
            const auto match = fuzzyMatch(action.text, m_needle);
            if (!match && m_called != m_needle)
                continue;
            Offer offer;
            offer.kind = Offer::Kind::Action;
            offer.icon = action.icon;
            offer.text = action.text;
            offer.match = match.value_or(FuzzyMatch());
            offer.run = action.run;
            offer.isLocked = action.writes && isLocked;
            offers.append(offer);
        }
    }
    return offers;
}

void Finder::addObjects(const PageEntry &page)
{
    using Kind = links::ObjectRef::Kind;
    const Kind only = onlyKind();
    if (only != Kind::None && !page.opens.contains(only))
        return;
    for (const Findable &found : page.find(*m_stack, longestWord(m_called), askedOfPage)) {
        if (only != Kind::None && found.ref.kind != only)
            continue;
        std::optional<FuzzyMatch> match = fuzzyMatch(found.text, m_called);
        if (!match) {
            // Found by what is not its name: an id or an address.
            match = fuzzyMatch(found.text + u' ' + found.detail + u' ' + QString::fromUtf8(found.ref.id), m_called);
            if (!match)
                continue;
            match->spans.clear();
            match->score /= 2;
        }
        m_objects.append(
            { Offer::Kind::Object, page.icon, found.glyph, found.text, found.detail, {}, *match, found.ref, {} });
    }
}

int Finder::bonus(const Offer &offer) const
{
    int points = 0;
    for (const PageEntry &page : m_pages) {
        if (page.key == m_currentPage && page.opens.contains(offer.ref.kind))
            points += currentPageBonus;
    }
    if (!offer.glyph.isEmpty() && glyphFor(offer.glyph).tone == Tone::Fail)
        points += failingBonus;
    if (std::ranges::any_of(m_recent, [&](const Offer &o) { return o.ref == offer.ref; }))
        points += recentBonus;
    return points;
}

/// Of the best match, before what the window does.
void Finder::addVerbs()
{
    const bool isByRest = m_called != m_needle;
    QList<Offer> verbs;
    // "kill hyoga": a node comes first, and it is its job that can be killed.
    const qsizetype most = isByRest ? std::min<qsizetype>(m_objects.size(), rows / 2) : 1;
    for (qsizetype i = 0; m_stack && verbs.isEmpty() && i < std::min(most, m_objects.size()); ++i) {
        if (m_objects[i].ref.kind == links::ObjectRef::Kind::Page)
            break;
        verbs = verbsOf(m_objects[i]);
        if (!verbs.isEmpty())
            m_objects.move(i, 0);
    }
    if (isByRest && (verbs.isEmpty() || m_prefix == u'>'))
        m_objects.clear(); // its name alone was never asked for
    m_actions = verbs + m_actions;
}

void Finder::finish()
{
    m_timer.stop();
    if (!m_needle.isEmpty()) {
        for (Offer &offer : m_objects)
            offer.match.score += bonus(offer);
        bestFirst(m_objects);
        bestFirst(m_actions);
        addVerbs();
    }
    const auto found = static_cast<int>(m_objects.size());
    // Go comes before Do, but does not push it off the list.
    const qsizetype actions = std::min<qsizetype>(m_actions.size(), 6);
    m_objects.resize(std::min(m_objects.size(), rows - actions));
    m_actions.resize(std::min(m_actions.size(), rows - m_objects.size()));
    emit answered(m_objects, m_actions, found);
}

} // namespace ui
