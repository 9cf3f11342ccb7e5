// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/logs/tasklogview.h"

#include "models/aurora/store.h"
#include "models/core/errortext.h"
#include "models/core/format.h"
#include "models/dag/nightboard.h"
#include "models/stack/stacklogs.h"
#include "models/tasklogs/remembered.h"
#include "ui/common/glyphlabel.h"
#include "ui/common/notebox.h"
#include "ui/logs/filetree.h"
#include "ui/logs/logpane.h"
#include "ui/logs/saving.h"
#include "ui/style/theme.h"

#include <QDesktopServices>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace ui {

TaskLogView::TaskLogView(PageContext context, const links::ObjectRef &ref, QWidget *parent)
    : LogTab(parent)
    , m_context(context)
    , m_logs(stack::logsOf(context.stack))
    , m_ref(ref)
    , m_glyph(new GlyphLabel(this))
    , m_name(new QLabel(this))
    , m_state(new QLabel(this))
    , m_tries(new QLabel(this))
    , m_tryPick(new QLineEdit(this))
    , m_files(new FileTree(this))
    , m_archive(new QPushButton(tr("Open in the archive"), this))
    , m_foot(new QLabel(this))
    , m_pane(new LogPane(&m_logs->knownFailures(), m_logs->zone(), this))
    , m_newer(new NoteBox(this))
    , m_splitter(new QSplitter(Qt::Horizontal, this))
{
    const Theme *theme = Theme::instance();
    QWidget *side = makeSide();
    auto *main = new QWidget(this);
    auto *lines = new QVBoxLayout(main);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(0);
    m_newer->setObjectName(u"logNewer"_s);
    lines->addWidget(m_newer);
    lines->addWidget(m_pane, 1);
    m_splitter->addWidget(side);
    m_splitter->addWidget(main);
    m_splitter->setStretchFactor(0, 0);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setSizes({ theme->px(230), theme->px(900) });
    m_splitter->setChildrenCollapsible(true);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_splitter);
    setFocusProxy(m_pane);

    connect(m_files, &FileTree::fileChosen, this, [this](const tasklogs::LogFile &file) {
        m_logs->rememberChoice(m_place.job, file.name);
        open(file);
        m_pane->setFocus();
    });
    connect(m_files, &FileTree::folderOpened, this, &TaskLogView::openFolder);
    connect(m_files, &FileTree::saveRequested, this, &TaskLogView::save);
    connect(m_pane, &LogPane::told, this,
            [navigator = context.navigator](const QString &sentence) { navigator->tell(sentence); });
    connect(m_pane, &LogPane::saveRequested, this, [this] {
        if (m_open)
            save(*m_open);
    });
    connect(m_pane, &LogPane::keeperWanted, this, [this] {
        if (const auto file = keptElsewhere())
            open(*file);
    });
    connect(m_archive, &QPushButton::clicked, this, &TaskLogView::openArchive);
    connect(m_newer->addButton(u"logShowNewer"_s, tr("Show it")), &QPushButton::clicked, this, [this] {
        if (m_newest)
            follow(*m_newest);
    });
    connect(theme, &Theme::changed, this, [this] { // links have the colour they were written with
        m_tries->clear();
        showTries();
    });
    m_tick.setInterval(std::chrono::seconds(1));
    m_again.setSingleShot(true);
    connect(&m_tick, &QTimer::timeout, this, [this] {
        if (std::exchange(m_changed, false)) {
            look();
            showTries();
        }
        showHead();
    });
    connect(&m_again, &QTimer::timeout, this, &TaskLogView::list);
    for (const core::Store *store : { static_cast<const core::Store *>(context.stack->mesos()),
                                      static_cast<const core::Store *>(context.stack->aurora()),
                                      static_cast<const core::Store *>(context.stack->night()) }) {
        if (store)
            connect(store, &core::Store::snapshotChanged, this, [this] { m_changed = true; });
    }
    m_place = m_logs->find(ref).value_or(tasklogs::unknownPlace(ref));
    showHead();
    m_pane->open(nullptr, tr("Asking which files there are…"));
}

TaskLogView::~TaskLogView()
{
    m_stop.request_stop();
}

/// Who it is, and its files.
QWidget *TaskLogView::makeSide()
{
    const Theme *theme = Theme::instance();
    m_name->setObjectName(u"logTask"_s);
    m_state->setObjectName(u"logTaskState"_s);
    m_foot->setObjectName(u"logFilesNote"_s);
    for (QLabel *label : { m_name, m_state, m_foot }) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    QFont bold = theme->uiFont();
    bold.setWeight(QFont::DemiBold);
    m_name->setFont(bold);
    m_state->setFont(theme->tableFont());
    m_tries->setObjectName(u"logTries"_s);
    m_tries->setTextFormat(Qt::RichText);
    m_tries->setWordWrap(true);
    m_tries->setFont(theme->tableFont());
    m_tries->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    connect(m_tries, &QLabel::linkActivated, this, [this](const QString &task) {
        m_context.navigator->open({ links::ObjectRef::Kind::Log, task.toUtf8() });
    });
    m_foot->setFont(theme->tableFont());
    auto *stateRow = new QHBoxLayout;
    stateRow->addWidget(m_glyph, 0, Qt::AlignTop);
    stateRow->addWidget(m_state, 1);
    auto *side = new QWidget(this);
    auto *column = new QVBoxLayout(side);
    column->setContentsMargins(0, theme->px(8), 0, 0);
    column->setSpacing(theme->px(4));
    auto *head = new QVBoxLayout;
    head->setContentsMargins(theme->px(10), 0, theme->px(8), theme->px(4));
    head->addWidget(m_name);
    head->addLayout(stateRow);
    head->addWidget(m_tries);
    column->addLayout(head);
    preparePicking();
    auto *picking = new QHBoxLayout;
    picking->setContentsMargins(theme->px(10), 0, theme->px(8), theme->px(2));
    picking->addWidget(m_tryPick);
    column->addLayout(picking);
    column->addWidget(m_files, 1);
    m_archive->setObjectName(u"logArchive"_s);
    m_archive->setAutoDefault(false);
    auto *archiveRow = new QHBoxLayout;
    archiveRow->setContentsMargins(theme->px(10), 0, theme->px(8), 0);
    archiveRow->addWidget(m_archive);
    archiveRow->addStretch(1);
    column->addLayout(archiveRow);
    m_foot->setContentsMargins(theme->px(10), theme->px(4), theme->px(8), theme->px(8));
    column->addWidget(m_foot);
    side->setMinimumWidth(theme->px(212)); // the names of files are told apart by their ends
    return side;
}

void TaskLogView::preparePicking()
{
    m_tryPick->setObjectName(u"logTryPick"_s);
    m_tryPick->setPlaceholderText(tr("Index, range or state"));
    m_tryPick->setAccessibleName(tr("Pick a try of Airflow: index, range or state"));
    m_tryPick->setToolTip(tr("217, 100-120, failed, try 2: what is named by all of it. Enter opens the first one."));
    m_tryPick->setClearButtonEnabled(true);
    m_tryPick->installEventFilter(this);
    m_tryPick->hide();
    connect(m_tryPick, &QLineEdit::textChanged, m_files, &FileTree::setTryFilter);
    connect(m_tryPick, &QLineEdit::returnPressed, m_files, &FileTree::openFirstTry);
}

bool TaskLogView::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_tryPick || event->type() != QEvent::KeyPress)
        return LogTab::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    if (key == Qt::Key_Down)
        m_files->setFocus(Qt::OtherFocusReason);
    else if (key == Qt::Key_Escape && !m_tryPick->text().isEmpty())
        m_tryPick->clear();
    else
        return false;
    return true;
}

QString TaskLogView::title() const
{
    return m_open ? m_place.title + u' ' + m_open->name : m_place.title;
}

void TaskLogView::setCompact()
{
    m_splitter->widget(0)->hide();
    m_pane->setCompact();
}

void TaskLogView::openArchive() const
{
    const QUrl link = m_logs->archiveLink(m_place);
    if (!QDesktopServices::openUrl(link))
        m_context.navigator->tell(tr("No browser opened %1").arg(link.toString()));
}

void TaskLogView::open(const tasklogs::LogFile &file)
{
    m_open = file;
    m_files->markCurrent(file);
    m_pane->open(m_logs->open(m_place, file));
    QString origin;
    if (file.keeper == tasklogs::LogFile::Keeper::Copy) {
        origin = file.whole > file.size ? tr("rescued copy: last %1 of %2, saved %3")
                                              .arg(core::formatBytes(file.size), core::formatBytes(file.whole),
                                                   core::formatClockBare(file.modified))
                                        : tr("rescued copy, saved %1").arg(core::formatClockBare(file.modified));
    } else {
        origin = tr("from %1").arg(m_logs->open(m_place, file)->keeper());
    }
    m_pane->setOrigin(origin);
    offerKeeper();
    emit titleChanged();
}

void TaskLogView::openFolder(const tasklogs::LogFile &folder)
{
    QCoro::connect(m_logs->listFolder(m_place, folder, m_stop.get_token()), this,
                   [this, folder](const core::Result<QList<tasklogs::LogFile>> &entries) {
                       if (entries)
                           return m_files->addTo(folder, *entries);
                       const core::ErrorText text
                           = core::errorText(entries.error(), tr("The agent %1").arg(m_place.host));
                       m_foot->setText(text.what + u' ' + text.next);
                       m_foot->show();
                   });
}

void TaskLogView::save(const tasklogs::LogFile &file)
{
    if (!file.directory)
        return saveAsked(this, m_context.navigator, m_place.title + u'-' + file.name, m_logs->open(m_place, file),
                         logs::SavedAs::Bytes);
    QString name = file.name.mid(file.name.lastIndexOf(u'/') + 1);
    if (name.isEmpty()) // all of the sandbox
        name = QString(m_place.title).replace(u'/', u'-') + u"-sandbox"_s;
    saveFolderAsked(this, m_context.navigator, m_logs, m_place, file, name);
}

} // namespace ui
