// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explain/whypending.h"

#include "models/core/whendone.h"
#include "models/explain/explain.h"
#include "models/explain/fromaurora.h"
#include "models/pools/board.h"
#include "models/stack/explaincontext.h"
#include "ui/common/labels.h"
#include "ui/explain/auroraquestions.h"
#include "ui/shell/page.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QClipboard>
#include <QFuture>
#include <QGuiApplication>
#include <QPushButton>
#include <QVBoxLayout>
#include <QtConcurrentRun>

#include <optional>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

using Answer = std::optional<explain::Verdict>;

/// nullopt: the job has nothing that waits.
Answer explained(const mesos::Snapshot &mesos, const aurora::Snapshot &aurora, const explain::Context &context,
                 const QList<aurora::PendingGroup> &told, core::TimePoint toldAt, const QString &job)
{
    QList<explain::PendingGroup> groups = explain::pendingGroups(*aurora, job);
    if (groups.isEmpty())
        return std::nullopt;
    explain::addPending(groups, told, toldAt);
    return explain::explainPending(*mesos, groups.first(), context);
}

} // namespace

WhyPending::WhyPending(stack::Stack *stack, Navigator *navigator, const QString &job, QWidget *parent,
                       ExplainView::WhyNot whyNot)
    : QDialog(parent)
    , m_stack(stack)
    , m_navigator(navigator)
    , m_job(job)
    , m_nothing(new TokenLabel(&Tokens::text2, &Theme::uiFont))
    , m_view(new ExplainView)
{
    setObjectName(u"whyPending"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Why pending: %1").arg(job));
    m_view->setWhyNot(std::move(whyNot));
    m_view->hide();
    m_nothing->setObjectName(u"whyPendingNothing"_s);
    m_nothing->setText(tr("Computing why %1 waits…").arg(job));
    auto *copy = new QPushButton(icon(u"copy"_s), tr("Copy as text"));
    auto *close = new QPushButton(tr("Close"));
    close->setDefault(true);
    const Theme *theme = Theme::instance();
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(theme->px(8), 0, theme->px(8), theme->px(8));
    foot->addWidget(copy);
    foot->addStretch(1);
    foot->addWidget(close);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(m_nothing);
    all->addWidget(m_view, 1);
    all->addLayout(foot);
    const QSize room = parent ? parent->window()->size() * 0.96 : QSize(QWIDGETSIZE_MAX, QWIDGETSIZE_MAX);
    resize(QSize(theme->px(1100), theme->px(860)).boundedTo(room));

    connect(copy, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(m_view->text());
        if (m_navigator)
            m_navigator->tell(tr("Copied why %1 waits").arg(m_job));
    });
    connect(close, &QPushButton::clicked, this, &QWidget::close);
    connect(m_view, &ExplainView::wayOutChosen, this, &WhyPending::wayOutChosen);
    connect(m_view, &ExplainView::agentOpened, this, [this](const QString &id) {
        if (m_navigator)
            m_navigator->open({ links::ObjectRef::Kind::Agent, id.toUtf8() });
    });
    connect(m_view, &ExplainView::poolOpened, this, [this](const QString &pool) {
        if (m_navigator)
            m_navigator->open({ links::ObjectRef::Kind::Pool, pool.toUtf8() });
    });
    connect(stack, &QObject::destroyed, this, &QWidget::close);
    connect(stack->mesos(), &core::Store::snapshotChanged, this, &WhyPending::refresh);
    if (stack->aurora()) {
        m_questions = new AuroraQuestions(stack->aurora()->client(), stack->clock(), this);
        connect(m_questions, &AuroraQuestions::answered, this, &WhyPending::refresh);
        connect(stack->aurora(), &core::Store::snapshotChanged, this, &WhyPending::refresh);
    }
    connect(stack->poolBoard(), &core::Store::snapshotChanged, this, &WhyPending::refresh);
    refresh();
}

void WhyPending::refresh()
{
    const mesos::Snapshot mesos = m_stack->mesos()->snapshot();
    const aurora::Snapshot aurora = m_stack->aurora() ? m_stack->aurora()->snapshot() : nullptr;
    if (!mesos || !aurora) {
        m_nothing->setText(mesos ? tr("Aurora has not told of its jobs yet.")
                                 : tr("Mesos has not told of its agents yet."));
        return;
    }
    m_isStale = m_isComputing;
    if (m_isComputing)
        return;
    m_isComputing = true;
    m_questions->askWhenDue();
    explain::Context context = stack::explainContext(*m_stack);
    m_questions->addTo(context);
    core::whenDone(
        QtConcurrent::run(explained, mesos, aurora, context, m_questions->pending(), m_questions->pendingAt(), m_job),
        this, [this](const Answer &answer) {
            m_isComputing = false;
            m_nothing->setVisible(!answer);
            if (answer)
                m_view->setVerdict(*answer, m_stack->clock().now());
            else
                m_nothing->setText(tr("No instance of %1 waits any more.").arg(m_job));
            m_view->setVisible(answer.has_value());
            if (m_isStale)
                refresh();
        });
}

} // namespace ui
