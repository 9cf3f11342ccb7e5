// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plan/pacebox.h"

#include "models/actions/rolling.h"
#include "ui/style/theme.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace ui {

namespace {

constexpr int longestSeconds = 24 * 3600;
constexpr int mostInstances = 4000; ///< of the largest job
constexpr auto typingPause = 400ms;

} // namespace

PaceBox::PaceBox(QWidget *parent)
    : QWidget(parent)
    , m_fold(new QToolButton(this))
    , m_words(new QLabel(this))
    , m_figures(new QWidget(this))
    , m_size(new QSpinBox(m_figures))
    , m_pause(new QSpinBox(m_figures))
    , m_watch(new QSpinBox(m_figures))
    , m_failuresEach(new QSpinBox(m_figures))
    , m_failures(new QSpinBox(m_figures))
    , m_stop(new QCheckBox(tr("&Stop after the first bad batch"), m_figures))
{
    build();
    m_soon.setSingleShot(true);
    m_soon.setInterval(typingPause);
    connect(&m_soon, &QTimer::timeout, this, [this] { emit batchingRequested(batching()); });
    const auto touched = [this] {
        m_soon.start();
        emit changed();
    };
    for (QSpinBox *each : { m_size, m_pause, m_watch, m_failuresEach, m_failures })
        connect(each, &QSpinBox::valueChanged, this, touched);
    connect(m_stop, &QCheckBox::toggled, this, touched);
    connect(m_fold, &QToolButton::toggled, this, [this](bool open) {
        m_fold->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
        m_figures->setVisible(open);
        if (open)
            m_size->setFocus();
        emit unfolded();
    });
    connect(Theme::instance(), &Theme::changed, this, &PaceBox::readTheme);
    readTheme();
}

void PaceBox::build()
{
    const int gap = Theme::instance()->px(8);
    m_fold->setObjectName(u"planPace"_s);
    m_fold->setCheckable(true);
    m_fold->setAutoRaise(true);
    m_fold->setArrowType(Qt::RightArrow);
    m_fold->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_fold->setText(tr("&Pace"));
    m_fold->setFocusPolicy(Qt::StrongFocus);
    m_fold->setToolTip(tr("How many at once, how long between, and how many may fail"));
    m_words->setObjectName(u"planPaceWords"_s);
    m_words->setTextFormat(Qt::PlainText);
    m_words->setWordWrap(true);
    m_words->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_words->setContentsMargins(0, gap / 2, 0, 0);

    struct Field
    {
        QSpinBox *box;
        const char *name;
        int most;
        QString suffix;
        QString tip;
    };
    const Field fields[] = {
        { m_size, "paceSize", mostInstances, {}, tr("Instances in one batch; the next begins when all are as wanted") },
        { m_pause, "pacePause", longestSeconds, tr(" s"), tr("Rest after each batch but the last") },
        { m_watch, "paceWatch", longestSeconds, tr(" s"), tr("Each batch must run so long before it counts as well") },
        { m_failuresEach, "paceFailuresEach", 100, {}, tr("So many tries of one instance may fail before it counts") },
        { m_failures,
          "paceFailures",
          mostInstances,
          {},
          tr("With more than so many that failed, nothing more is sent") },
    };
    for (const Field &field : fields) {
        field.box->setObjectName(QLatin1StringView(field.name));
        field.box->setRange(0, field.most);
        field.box->setSuffix(field.suffix);
        field.box->setToolTip(field.tip);
    }
    m_size->setSpecialValueText(tr("all"));
    m_stop->setObjectName(u"paceStop"_s);
    m_stop->setToolTip(tr("Else the next batch follows as long as the failures are within what is allowed"));

    const auto row = [gap] {
        auto *made = new QHBoxLayout;
        made->setSpacing(gap);
        return made;
    };
    const auto put = [this, gap](QHBoxLayout *into, const QString &words, QSpinBox *box) {
        auto *label = new QLabel(words, m_figures);
        label->setBuddy(box);
        box->setAccessibleName(QString(words).remove(u'&'));
        into->addWidget(label);
        into->addWidget(box);
        into->addSpacing(gap);
        if (box == m_watch || box == m_failuresEach)
            m_watching << label << box;
    };
    QHBoxLayout *batches = row();
    put(batches, tr("&At once"), m_size);
    put(batches, tr("pause &between"), m_pause);
    put(batches, tr("each &watched for"), m_watch);
    batches->addStretch(1);
    QHBoxLayout *failures = row();
    put(failures, tr("&Failures allowed"), m_failures);
    put(failures, tr("of &each instance"), m_failuresEach);
    failures->addWidget(m_stop);
    failures->addStretch(1);
    auto *figures = new QVBoxLayout(m_figures);
    figures->setContentsMargins(gap * 3, 0, 0, 0);
    figures->setSpacing(gap / 2);
    figures->addLayout(batches);
    figures->addLayout(failures);
    m_figures->hide();

    auto *head = new QHBoxLayout;
    head->setSpacing(gap);
    head->addWidget(m_fold, 0, Qt::AlignTop);
    head->addWidget(m_words, 1);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(gap / 2);
    all->addLayout(head);
    all->addWidget(m_figures);
}

void PaceBox::readTheme()
{
    QPalette quiet = m_words->palette();
    quiet.setColor(QPalette::WindowText, Theme::instance()->tokens().text2);
    m_words->setPalette(quiet);
}

void PaceBox::setPlan(const actions::Plan &plan)
{
    m_rolling = plan.rolling;
    m_batching = plan.request.batching;
    // How one task is killed needs no figures; how long one restarted instance is watched does.
    setVisible(m_rolling == actions::Rolling::Watched || (m_rolling == actions::Rolling::Batches && plan.things() > 1));
    for (QWidget *each : std::as_const(m_watching))
        each->setVisible(m_rolling == actions::Rolling::Watched);
    {
        const QSignalBlocker quiet(m_size); // another bound is nobody's wish
        m_size->setMinimum(m_rolling == actions::Rolling::Watched ? 1 : 0); // a restart of all is asked for in figures
    }
    m_words->setText(actions::rollingText(plan));
    m_fold->setAccessibleDescription(m_words->text());
    if (!isPending())
        showFigures(m_batching);
}

void PaceBox::showFigures(const actions::Batching &batching)
{
    const auto put = [](QSpinBox *box, qint64 value) {
        const QSignalBlocker quiet(box);
        if (box->value() != value) // the cursor stays where somebody types
            box->setValue(static_cast<int>(value));
    };
    put(m_size, batching.size);
    put(m_pause, batching.pause.count());
    put(m_watch, batching.watch.count());
    put(m_failuresEach, batching.failuresPerItem);
    put(m_failures, batching.failuresInTotal);
    const QSignalBlocker quiet(m_stop);
    m_stop->setChecked(batching.stopOnBadBatch);
}

actions::Batching PaceBox::batching() const
{
    actions::Batching batching = m_batching;
    batching.size = m_size->value();
    batching.pause = std::chrono::seconds(m_pause->value());
    batching.failuresInTotal = m_failures->value();
    batching.stopOnBadBatch = m_stop->isChecked();
    if (m_rolling == actions::Rolling::Watched) {
        batching.watch = std::chrono::seconds(m_watch->value());
        batching.failuresPerItem = m_failuresEach->value();
    }
    return batching;
}

} // namespace ui
