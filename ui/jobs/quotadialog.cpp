// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/quotadialog.h"

#include "models/core/errortext.h"
#include "models/core/format.h"

#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <qcoro/qcorotask.h>

#include <cmath>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr double mebibytesOfGib = 1024;

double gibOf(qint64 mebibytes)
{
    return static_cast<double>(mebibytes) / mebibytesOfGib;
}

/// What the field says. One that was left alone keeps what it was, which it may show rounded.
qint64 mebibytesOf(const QDoubleSpinBox *field, qint64 before)
{
    const bool isSame = std::abs(field->value() - gibOf(before)) < std::pow(10, -field->decimals());
    return isSame ? before : std::llround(field->value() * mebibytesOfGib);
}

QDoubleSpinBox *makeField(const char *name, const QString &unit, QWidget *parent)
{
    auto *field = new QDoubleSpinBox(parent);
    field->setObjectName(QLatin1StringView(name));
    field->setRange(0, 1e7);
    field->setDecimals(2);
    field->setGroupSeparatorShown(true);
    field->setSuffix(u' ' + unit);
    field->setEnabled(false);
    return field;
}

} // namespace

QuotaDialog::QuotaDialog(const Place &place, const QString &role, aurora::Store *aurora, QWidget *parent)
    : WishDialog(place, tr("Set the quota of %1").arg(role), parent)
    , m_role(role)
    , m_words(new QLabel(tr("Asking Aurora for the quota of %1…").arg(role), this))
    , m_cpus(makeField("quotaCpus", tr("cpus"), this))
    , m_memory(makeField("quotaMemory", tr("GiB"), this))
    , m_disk(makeField("quotaDisk", tr("GiB"), this))
{
    setObjectName(u"quotaDialog"_s);
    m_words->setObjectName(u"quotaWords"_s);
    m_words->setWordWrap(true);
    m_words->setTextFormat(Qt::PlainText);
    form()->addRow(m_words);
    form()->addRow(tr("&CPUs"), m_cpus);
    form()->addRow(tr("&Memory"), m_memory);
    form()->addRow(tr("&Disk"), m_disk);
    planButton()->setEnabled(false);
    QCoro::connect(aurora->client()->quota(role, m_asking.get_token()), this,
                   [this](const core::Result<aurora::Quota> &quota) { take(quota); });
}

QuotaDialog::~QuotaDialog()
{
    m_asking.request_stop();
}

void QuotaDialog::take(const core::Result<aurora::Quota> &quota)
{
    if (!quota) {
        const core::ErrorText words = core::errorText(quota.error(), tr("Aurora"));
        m_words->setText(words.what + u' ' + words.next);
        adjustSize();
        return;
    }
    const aurora::Resources used = quota->prodShared.value_or(aurora::Resources());
    m_words->setText(
        tr("What its production jobs may ask for. In use by them now: %1 cpus, %2 GiB memory, %3 GiB disk.")
            .arg(core::formatCpus(used.cpus), core::formatGib(static_cast<double>(used.ramMb)),
                 core::formatGib(static_cast<double>(used.diskMb))));
    m_limit = quota->limit;
    m_cpus->setValue(m_limit.cpus);
    m_memory->setValue(gibOf(m_limit.ramMb));
    m_disk->setValue(gibOf(m_limit.diskMb));
    for (QDoubleSpinBox *field : { m_cpus, m_memory, m_disk })
        field->setEnabled(true);
    planButton()->setEnabled(true);
    adjustSize(); // the words have grown
    m_cpus->setFocus();
    m_cpus->selectAll();
}

void QuotaDialog::plan()
{
    aurora::Resources limit;
    limit.cpus = m_cpus->value();
    limit.ramMb = mebibytesOf(m_memory, m_limit.ramMb);
    limit.diskMb = mebibytesOf(m_disk, m_limit.diskMb);
    emit planRequested(m_role, limit);
}

} // namespace ui
