// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/logs/logpane.h"

#include "models/core/format.h"
#include "models/logs/failurehunt.h"
#include "ui/common/labels.h"
#include "ui/common/notebox.h"
#include "ui/common/segments.h"
#include "ui/logs/logview.h"
#include "ui/logs/ruler.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>

#include <array>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace ui {

namespace {

QToolButton *button(const QString &name, const QString &text, const QString &toolTip, bool checkable, QWidget *parent)
{
    auto *made = new QToolButton(parent);
    made->setObjectName(name);
    made->setText(text);
    made->setToolTip(toolTip);
    made->setCheckable(checkable);
    made->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    return made;
}

} // namespace

LogPane::LogPane(const logs::KnownFailures *failures, const logs::WrittenZone &zone, QWidget *parent)
    : QWidget(parent)
    , m_failures(failures)
    , m_zoneName(zone.name())
    , m_find(new QLineEdit(this))
    , m_regex(button(u"logRegex"_s, u".*"_s, tr("Regular expression"), true, this))
    , m_case(button(u"logCase"_s, u"Aa"_s, tr("Tell capitals from small letters"), true, this))
    , m_count(new QLabel(this))
    , m_previous(button(u"logPrevious"_s, {}, tr("Match before (Shift+F3)"), false, this))
    , m_next(button(u"logNext"_s, {}, tr("Next match (F3)"), false, this))
    , m_filter(new QLineEdit(this))
    , m_level(
          new Segments(tr("Level"), { { tr("All"), {}, {} }, { u"WARN+"_s, {}, {} }, { u"ERROR"_s, {}, {} } }, this))
    , m_firstError(
          button(u"logFirstError"_s, tr("First error"), tr("Go to the first error of the file (E)"), false, this))
    , m_wrap(button(u"logWrap"_s, tr("Wrap"), tr("Break long lines"), true, this))
    , m_save(button(u"logSave"_s, tr("Save…"), tr("Save the whole file"), false, this))
    , m_note(new NoteBox(this))
    , m_trouble(new NoteBox(this))
    , m_view(new LogView(this))
    , m_list(button(u"logList"_s, tr("List"), tr("All matches in a list"), true, this))
    , m_matches(new LogView(this))
    , m_ruler(new Ruler(this))
    , m_more(new QPushButton(this))
    , m_state(new TokenLabel(&Tokens::text, &Theme::tableFont, this))
    , m_origin(new TokenLabel(&Tokens::text2, &Theme::tableFont, this))
    , m_keeper(new QPushButton(this))
    , m_times(new TokenLabel(&Tokens::text2, &Theme::tableFont, this))
{
    setObjectName(u"logPane"_s);
    m_note->setObjectName(u"logKnownFailure"_s);
    m_trouble->setObjectName(u"logTrouble"_s);
    m_more->setObjectName(u"logMore"_s);
    m_level->setObjectName(u"logLevel"_s);
    m_state->setElides(true);
    m_origin->setElides(true);
    m_origin->setAlignment(Qt::AlignRight);
    m_times->setObjectName(u"logTimes"_s);
    m_keeper->setObjectName(u"logKeeper"_s);
    m_keeper->setAutoDefault(false);
    m_keeper->hide();
    makeNote();
    m_more->hide();
    m_note->hide();
    m_trouble->hide();

    const Theme *theme = Theme::instance();
    auto *middle = new QHBoxLayout;
    middle->setContentsMargins(0, 0, 0, 0);
    middle->setSpacing(0);
    auto *views = new QSplitter(Qt::Vertical, this);
    views->setObjectName(u"logViews"_s);
    views->setChildrenCollapsible(false);
    views->addWidget(m_view);
    views->addWidget(m_matches);
    views->setStretchFactor(0, 3);
    views->setStretchFactor(1, 1);
    m_matches->setObjectName(u"logMatches"_s);
    m_matches->setAccessibleName(tr("matches"));
    m_matches->hide();
    middle->addWidget(views, 1);
    middle->addWidget(m_ruler);
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(theme->px(10), theme->px(3), theme->px(10), theme->px(3));
    foot->setSpacing(theme->px(16));
    foot->addWidget(m_state, 3);
    foot->addWidget(m_origin, 2);
    foot->addWidget(m_keeper);
    foot->addWidget(m_times);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeBar());
    column->addWidget(m_trouble);
    column->addWidget(m_note);
    column->addLayout(middle, 1);
    column->addLayout(foot);

    m_typing.setSingleShot(true);
    m_filterTyping.setSingleShot(true);
    connect(&m_typing, &QTimer::timeout, this, &LogPane::restartSearch);
    connect(&m_filterTyping, &QTimer::timeout, this, &LogPane::restartFilter);
    connect(m_find, &QLineEdit::textChanged, this, [this] { m_typing.start(200ms); });
    connect(m_filter, &QLineEdit::textChanged, this, [this] { m_filterTyping.start(200ms); });
    connect(m_regex, &QToolButton::toggled, this, &LogPane::restartSearch);
    connect(m_case, &QToolButton::toggled, this, &LogPane::restartSearch);
    connect(m_next, &QToolButton::clicked, this, &LogPane::findNext);
    connect(m_previous, &QToolButton::clicked, this, &LogPane::findPrevious);
    connect(m_list, &QToolButton::toggled, this, &LogPane::showMatches);
    connect(m_matches, &LogView::lineChosen, this, &LogPane::goTo);
    connect(m_level, &Segments::changed, this, &LogPane::restartFilter);
    connect(m_firstError, &QToolButton::clicked, this, &LogPane::firstError);
    connect(m_wrap, &QToolButton::toggled, m_view, &LogView::setWrap);
    connect(m_wrap, &QToolButton::clicked, this, &LogPane::wrapChanged);
    connect(m_keeper, &QPushButton::clicked, this, &LogPane::keeperWanted);
    connect(m_save, &QToolButton::clicked, this, &LogPane::saveRequested);
    connect(m_more, &QPushButton::clicked, m_view, &LogView::followEnd);
    for (const LogView *view : { m_view, m_matches }) {
        connect(view, &LogView::copied, this, [this](qsizetype lines, bool isWhole) {
            const QString count = core::formatCount(lines);
            emit told(!isWhole         ? tr("Copied the first %1 lines; Save… has all of them").arg(count)
                          : lines == 1 ? tr("Copied 1 line")
                                       : tr("Copied %1 lines").arg(count));
        });
    }
    connect(m_view, &LogView::placeChanged, this, &LogPane::showState);
    connect(m_ruler, &Ruler::picked, this, &LogPane::goTo);
    connect(Theme::instance(), &Theme::changed, this, &LogPane::readTheme);
    m_view->setZone(zone);
    m_matches->setZone(zone);
    m_find->installEventFilter(this);
    m_filter->installEventFilter(this);
    m_matches->installEventFilter(this);
    setFocusProxy(m_view);
    readTheme();
    open(nullptr);
}

LogPane::~LogPane()
{
    m_matches->setFile(nullptr); // before the scans and the file go
    m_view->setFile(nullptr);
}

QWidget *LogPane::makeBar()
{
    const Theme *theme = Theme::instance();
    m_find->setObjectName(u"logFind"_s);
    m_find->setPlaceholderText(tr("Find in the whole file"));
    m_find->setClearButtonEnabled(true);
    m_find->setMinimumWidth(theme->px(96));
    m_find->setMaximumWidth(theme->px(280));
    m_count->setObjectName(u"logCount"_s);
    m_filter->setObjectName(u"logFilter"_s);
    m_filter->setPlaceholderText(tr("Show only, or !hide"));
    m_filter->setToolTip(tr("Lines with all these words, and without those behind a !"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setMinimumWidth(theme->px(64));
    m_filter->setMaximumWidth(theme->px(190));
    m_level->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed); // words are never cut; the fields give way
    m_previous->setAccessibleName(tr("Match before"));
    m_next->setAccessibleName(tr("Next match"));
    for (QToolButton *arrow : { m_previous, m_next })
        arrow->setToolButtonStyle(Qt::ToolButtonIconOnly);
    auto *bar = new QWidget(this);
    bar->setObjectName(u"logBar"_s);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(theme->px(10), theme->px(6), theme->px(10), theme->px(6));
    row->setSpacing(theme->px(6));
    for (QWidget *widget : std::initializer_list<QWidget *>{ m_find, m_regex, m_case, m_count, m_previous, m_next,
                                                             m_list, m_filter, m_level })
        row->addWidget(widget);
    row->addStretch(1);
    for (QWidget *widget : { m_firstError, m_wrap, m_save })
        row->addWidget(widget);
    return bar;
}

void LogPane::fitBar()
{
    const QWidget *bar = m_find->parentWidget();
    const Theme *theme = Theme::instance();
    const std::array wordy{ m_list, m_wrap, m_save };
    int needed = bar->layout()->minimumSize().width();
    if (m_list->toolButtonStyle() == Qt::ToolButtonIconOnly) {
        for (const QToolButton *button : wordy)
            needed += button->fontMetrics().horizontalAdvance(button->text()) + theme->px(8);
    }
    // The count grows while one goes from match to match; the bar must not change with it.
    const int longest = m_count->fontMetrics().horizontalAdvance(u"1,000 of 1,000"_s);
    needed += std::max(0, longest - m_count->minimumSizeHint().width());
    const bool fits = needed <= bar->width();
    for (QToolButton *button : wordy)
        button->setToolButtonStyle(fits ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonIconOnly);
}

void LogPane::readTheme()
{
    m_count->setFont(Theme::instance()->tableFont());
    m_previous->setIcon(icon(u"chevron-up"_s));
    m_next->setIcon(icon(u"chevron-down"_s));
    m_list->setIcon(icon(u"tasks"_s));
    m_wrap->setIcon(icon(u"wrap"_s));
    m_save->setIcon(icon(u"export"_s));
    m_more->setIcon(icon(u"follow"_s));
    m_ruler->update();
}

void LogPane::setWrap(bool on)
{
    m_wrap->setChecked(on);
}

void LogPane::open(std::shared_ptr<logs::Source> source, const QString &placeholder)
{
    m_view->setFile(nullptr);
    m_matches->setFile(nullptr);
    m_ruler->setFile(nullptr);
    m_ruler->setMatches(nullptr);
    m_ruler->setErrors(nullptr);
    m_search.reset();
    m_filtered.reset();
    m_errors.reset();
    m_hunt.reset();
    m_file.reset();
    m_current = -1;
    m_wantsFirstError = false;
    m_placeholder = placeholder;
    m_view->setPlaceholder(source ? QString() : placeholder);
    offerKeeper({});
    m_note->setQuiet();
    m_trouble->setQuiet();
    m_save->setEnabled(source != nullptr);
    m_firstError->setEnabled(source != nullptr);
    if (source) {
        m_file = std::make_unique<logs::PagedFile>(std::move(source));
        connect(m_file.get(), &logs::PagedFile::opened, this, [this] {
            huntFailures();
            followErrors();
            restartFilter();
            restartSearch();
        });
        connect(m_file.get(), &logs::PagedFile::grown, this, [this] {
            lookForKnownFailures();
            showState();
        });
        connect(m_file.get(), &logs::PagedFile::pageArrived, this, [this](qint64 page) {
            if (std::exchange(m_opensAtError, false)) // once there is something to go away from
                firstError();
            if (page == m_file->pageCount() - 2) // beside the last one, where the end of a log begins
                lookForKnownFailures();
        });
        connect(m_file.get(), &logs::PagedFile::replaced, this, [this](logs::PagedFile::Replaced how) {
            m_current = -1;
            m_trouble->say(
                NoteBox::Weight::Note,
                how == logs::PagedFile::Replaced::Truncated ? tr("The file was cut") : tr("The file was rotated"),
                tr("What was written before is not in it any more; this is the new one from its beginning."));
            m_hunt.reset();
            lookForKnownFailures();
        });
        connect(m_file.get(), &logs::PagedFile::failed, this, &LogPane::showState);
        connect(m_file.get(), &logs::PagedFile::recovered, this, [this] {
            m_trouble->setQuiet();
            showState();
        });
        m_view->setFile(m_file.get());
        m_ruler->setFile(m_file.get());
        m_file->open();
        m_file->setFollowing(m_shown);
    }
    showCount();
    showState();
}

void LogPane::setOrigin(const QString &sentence)
{
    m_origin->setText(sentence);
}

void LogPane::offerKeeper(const QString &words)
{
    m_keeper->setText(words);
    m_keeper->setVisible(!words.isEmpty());
}

void LogPane::setEnded(core::TimePoint at)
{
    if (std::exchange(m_ended, at) != at)
        showState();
}

void LogPane::setCompact()
{
    for (QWidget *widget :
         std::initializer_list<QWidget *>{ m_regex, m_case, m_list, m_filter, m_level, m_wrap, m_save })
        widget->hide();
    const int gap = Theme::instance()->px(2);
    QLayout *bar = m_find->parentWidget()->layout();
    bar->setContentsMargins(bar->contentsMargins().left(), gap, bar->contentsMargins().right(), gap);
}

void LogPane::setShown(bool shown)
{
    m_shown = shown;
    if (m_file)
        m_file->setFollowing(shown);
}

} // namespace ui
