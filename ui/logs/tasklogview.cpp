// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/logs/tasklogview.h"

#include "models/core/errortext.h"
#include "models/core/format.h"
#include "models/dag/nightboard.h"
#include "models/stack/stacklogs.h"
#include "ui/common/glyphlabel.h"
#include "ui/logs/filetree.h"
#include "ui/logs/logpane.h"
#include "ui/logs/saving.h"
#include "ui/style/theme.h"

#include <QDesktopServices>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

/// Of what nobody lists any more the link itself tells the id.
tasklogs::Place forgotten(const links::ObjectRef &ref)
{
    tasklogs::Place place;
    const QString id = QString::fromUtf8(ref.id);
    place.task = ref.kind == links::ObjectRef::Kind::Task ? id.mid(id.indexOf(u'/') + 1) : QString();
    place.title = ref.kind == links::ObjectRef::Kind::Task ? place.task : id;
    place.over = true;
    return place;
}

} // namespace

TaskLogView::TaskLogView(PageContext context, const links::ObjectRef &ref, QWidget *parent)
    : LogTab(parent)
    , m_context(context)
    , m_logs(stack::logsOf(context.stack))
    , m_ref(ref)
    , m_glyph(new GlyphLabel(this))
    , m_name(new QLabel(this))
    , m_state(new QLabel(this))
    , m_files(new FileTree(this))
    , m_archive(new QPushButton(tr("Open in the archive"), this))
    , m_foot(new QLabel(this))
    , m_pane(new LogPane(&m_logs->knownFailures(), this))
    , m_splitter(new QSplitter(Qt::Horizontal, this))
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
    column->addLayout(head);
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
    m_splitter->addWidget(side);
    m_splitter->addWidget(m_pane);
    m_splitter->setStretchFactor(0, 0);
    m_splitter->setStretchFactor(1, 1);
    side->setMinimumWidth(theme->px(212)); // the names of files are told apart by their ends
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setSizes({ theme->px(230), theme->px(900) });
    m_splitter->setChildrenCollapsible(true);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_splitter);
    setFocusProxy(m_pane);

    connect(m_files, &FileTree::fileChosen, this, [this](const tasklogs::LogFile &file) {
        m_logs->choice().remember(m_place.job, file.name);
        open(file);
        m_pane->setFocus();
    });
    connect(m_files, &FileTree::folderOpened, this, &TaskLogView::openFolder);
    connect(m_files, &FileTree::saveRequested, this, &TaskLogView::save);
    connect(m_pane, &LogPane::saveRequested, this, [this] {
        if (m_open)
            save(*m_open);
    });
    connect(m_archive, &QPushButton::clicked, this, &TaskLogView::openArchive);
    const auto place = m_logs->find(ref);
    m_place = place.value_or(forgotten(ref));
    showHead();
    m_pane->open(nullptr, tr("Asking which files there are…"));
    // Just started, where agents and nodes are is told by the first picture.
    const core::Store *missing = nullptr;
    if (!context.stack->mesos()->snapshot())
        missing = context.stack->mesos();
    else if (ref.kind == links::ObjectRef::Kind::Node && context.stack->night() && !context.stack->night()->night())
        missing = context.stack->night();
    if (missing)
        connect(missing, &core::Store::snapshotChanged, this, &TaskLogView::refresh, Qt::SingleShotConnection);
    else
        list();
}

TaskLogView::~TaskLogView()
{
    m_stop.request_stop();
}

QString TaskLogView::title() const
{
    return m_open ? m_place.title + u' ' + m_open->name : m_place.title;
}

void TaskLogView::setShown(bool shown)
{
    m_pane->setShown(shown);
}

void TaskLogView::showHead()
{
    m_name->setText(m_place.title);
    m_glyph->setWord(m_place.stateWord);
    QStringList parts;
    parts << (m_place.stateWord.startsWith("TASK_"_L1) ? m_place.stateWord.mid(5) : m_place.stateWord);
    if (core::isKnown(m_place.since))
        parts.last() += u' ' + core::formatClockBare(m_place.since);
    if (!m_place.host.isEmpty())
        parts << m_place.host;
    if (!m_place.message.isEmpty() && m_place.failed)
        parts << m_place.message;
    m_state->setText(parts.join(u" · "_s));
    const QUrl link = m_logs->archiveLink(m_place);
    m_archive->setVisible(!link.isEmpty());
    m_archive->setToolTip(tr("Opens the browser: %1").arg(link.toDisplayString()));
}

void TaskLogView::openArchive() const
{
    const QUrl link = m_logs->archiveLink(m_place);
    if (!QDesktopServices::openUrl(link))
        m_context.navigator->tell(tr("No browser opened %1").arg(link.toString()));
}

void TaskLogView::refresh()
{
    if (const auto place = m_logs->find(m_ref))
        m_place = *place;
    showHead();
    list();
}

void TaskLogView::list()
{
    QCoro::connect(m_logs->list(m_place, m_stop.get_token()), this,
                   [this](const tasklogs::Listing &listing) { take(listing); });
}

void TaskLogView::take(const tasklogs::Listing &listing)
{
    m_listing = listing;
    m_files->setFiles(listing.files);
    m_foot->setText(tasklogs::TaskLogs::explain(m_place, listing));
    m_foot->setVisible(!m_foot->text().isEmpty());
    if (m_open) {
        m_files->markCurrent(*m_open);
        return;
    }
    const tasklogs::LogFile *file = m_logs->choose(m_place, listing);
    if (file)
        open(*file);
    else
        m_pane->open(nullptr,
                     m_foot->text().isEmpty() ? tr("The task has written nothing yet.")
                         : m_archive->isHidden()
                         ? tr("There is nothing to read. %1").arg(m_foot->text())
                         : tr("There is nothing to read here. %1 The archive may have it.").arg(m_foot->text()));
    emit titleChanged();
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
                         SavedAs::Bytes);
    QString name = file.name.mid(file.name.lastIndexOf(u'/') + 1);
    if (name.isEmpty()) // all of the sandbox
        name = QString(m_place.title).replace(u'/', u'-') + u"-sandbox"_s;
    saveFolderAsked(this, m_context.navigator, m_logs, m_place, file, name);
}

} // namespace ui
