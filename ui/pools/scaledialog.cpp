// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pools/scaledialog.h"

#include "models/pools/words.h"
#include "models/verbs/pools/poolreads.h"
#include "models/verbs/pools/retireverb.h"
#include "models/verbs/pools/scaleverb.h"
#include "ui/plan/planview.h"
#include "ui/style/theme.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>

#include <cmath>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

using Mode = verbs::ScaleVerb::Mode;

constexpr int mostWanted = 10'000;
constexpr int longestWait = 24 * 60; ///< min
constexpr int usualWait = 20; ///< min: a machine boots in five

} // namespace

ScaleDialog::ScaleDialog(Place place, const pools::Pool &pool, int by, bool hasSpot, QWidget *parent)
    : QDialog(parent)
    , m_pool(pool)
    , m_wanted(makeCount(u"scaleWanted"_s, pool.wanted.value_or(0) + by))
    , m_min(makeCount(u"scaleMin"_s, pool.min))
    , m_max(makeCount(u"scaleMax"_s, pool.max))
    , m_market(new QComboBox(this))
    , m_minutes(new QSpinBox(this))
    , m_note(new QLabel(this))
    , m_words(new QLabel(this))
{
    setObjectName(u"scaleDialog"_s);
    setWindowTitle(tr("Scale %1").arg(pool.name));
    setAttribute(Qt::WA_DeleteOnClose);
    setModal(true);
    const bool isSpot = pool.kind == pools::Pool::Kind::Spot;
    m_market->setObjectName(u"scaleMarket"_s);
    m_market->addItem(isSpot ? tr("Spot only, this group") : tr("On-demand only"),
                      verbs::ScaleVerb::modeWord(Mode::Group));
    if (!isSpot && hasSpot) {
        m_market->addItem(tr("Try spot, fill with on-demand after the time-out"),
                          verbs::ScaleVerb::modeWord(Mode::TrySpot));
        m_market->addItem(tr("Spot only, may come short"), verbs::ScaleVerb::modeWord(Mode::Spot));
    }
    m_minutes->setObjectName(u"scaleMinutes"_s);
    m_minutes->setRange(1, longestWait);
    m_minutes->setValue(usualWait);
    m_minutes->setSuffix(tr(" min"));
    m_note->setObjectName(u"scaleNote"_s);
    m_words->setObjectName(u"scaleWords"_s);
    for (QLabel *label : { m_note, m_words }) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
    }
    m_note->hide();
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_plan = buttons->addButton(tr("&Plan…"), QDialogButtonBox::AcceptRole);
    m_plan->setObjectName(u"scalePlan"_s);
    m_plan->setDefault(true); // opens a plan and sends nothing

    const Theme *theme = Theme::instance();
    auto *head = new PlanHead(place.tier, place.stack, this);
    head->setTitle(windowTitle());
    auto *form = new QFormLayout;
    form->setContentsMargins(theme->px(14), theme->px(12), theme->px(14), theme->px(12));
    form->setVerticalSpacing(theme->px(9));
    form->setHorizontalSpacing(theme->px(12));
    form->addRow(m_note);
    form->addRow(tr("&Machines wanted"), m_wanted);
    form->addRow(tr("At &least"), m_min);
    form->addRow(tr("At m&ost"), m_max);
    form->addRow(tr("Mar&ket"), m_market);
    form->addRow(tr("&Give up after"), m_minutes);
    form->addRow(m_words);
    form->addRow(buttons);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    column->addWidget(head);
    column->addLayout(form);
    setMinimumWidth(theme->px(480));
    for (QSpinBox *count : { m_wanted, m_min, m_max })
        connect(count, &QSpinBox::valueChanged, this, &ScaleDialog::check);
    connect(m_market, &QComboBox::currentIndexChanged, this, &ScaleDialog::check);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        emit planRequested(request());
        accept();
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    check();
    m_wanted->setFocus();
    m_wanted->selectAll();
}

void ScaleDialog::setNote(const QString &sentence)
{
    m_note->setText(sentence);
    m_note->show();
}

QSpinBox *ScaleDialog::makeCount(const QString &name, int value)
{
    auto *count = new QSpinBox(this);
    count->setObjectName(name);
    count->setRange(0, mostWanted);
    count->setValue(std::max(0, value));
    return count;
}

int ScaleDialog::change() const
{
    return m_wanted->value() - m_pool.wanted.value_or(0);
}

QString ScaleDialog::flaw() const
{
    if (m_min->value() > m_max->value())
        return tr("At least %1 and at most %2 do not go together.").arg(m_min->value()).arg(m_max->value());
    if (m_wanted->value() < m_min->value() || m_wanted->value() > m_max->value())
        return tr("%1 is not between %2 and %3.").arg(m_wanted->value()).arg(m_min->value()).arg(m_max->value());
    if (change() == 0 && m_min->value() == m_pool.min && m_max->value() == m_pool.max)
        return tr("%1 wants %2 machines already.").arg(m_pool.name).arg(m_wanted->value());
    return {};
}

void ScaleDialog::check()
{
    const QString wrong = flaw();
    m_plan->setEnabled(wrong.isEmpty());
    const bool grows = change() > 0;
    m_market->setEnabled(grows);
    m_minutes->setEnabled(grows);
    if (!wrong.isEmpty()) {
        m_words->setText(wrong);
        return;
    }
    QStringList words;
    if (change() != 0)
        words << tr("%1 → %2 machines.").arg(m_pool.wanted.value_or(0)).arg(m_wanted->value());
    if (change() < 0)
        words << tr("No task is ended: machines without work go first, the others when what runs there has ended.");
    if (grows && m_pool.refusal)
        words << tr("AWS refuses %1 in %2.").arg(m_pool.refusal->error.type, m_pool.refusal->error.zone);
    const double each = m_pool.launched > 0 ? m_pool.price / m_pool.launched : std::nan("");
    if (change() != 0 && !std::isnan(each)) {
        words << (grows ? tr("About $%1/h more.") : tr("About $%1/h less."))
                     .arg(pools::dollars(each * std::abs(change())));
    }
    m_words->setText(words.join(u' '));
}

actions::Request ScaleDialog::request() const
{
    QJsonObject sizes;
    if (m_min->value() != m_pool.min)
        sizes.insert(u"min"_s, m_min->value());
    if (m_max->value() != m_pool.max)
        sizes.insert(u"max"_s, m_max->value());
    const QJsonObject seen = verbs::sizesJson(m_pool.min, m_pool.max, m_pool.wanted.value_or(0));
    if (change() < 0)
        return verbs::RetireVerb::scaleIn(m_pool.name, -change(), seen, sizes);
    verbs::ScaleVerb::Order order;
    order.mode = verbs::ScaleVerb::modeOf(m_market->currentData().toString()).value_or(Mode::Group);
    order.group = m_pool.name;
    order.by = change();
    order.sizes = sizes;
    order.seen = seen;
    order.timeout = std::chrono::minutes(m_minutes->value());
    return verbs::ScaleVerb::request(order);
}

} // namespace ui
