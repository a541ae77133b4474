// SPDX-License-Identifier: BSL-1.0
// The phrases that criteria are read with. One line a meaning, its phrases separated by "|".
#include "screen/criteria_words.hpp"

#include <algorithm>
#include <unordered_map>

namespace carnk::inline v0_1::detail::criteria {

namespace {

using C = CriterionCategory;
using D = FactDomain;

struct Entry {
    std::string_view phrases;
    Meaning meaning;
};

constexpr std::string_view counts = " 10*9/L 10*3/uL /uL 10*6/L ";
constexpr std::string_view proteins = " g/dL g/L ";
constexpr std::string_view amounts = " mg/dL umol/L uln ";
constexpr std::string_view limits = " uln U/L [IU]/L ";

constexpr Entry entries[] =
    {
        // Words without a meaning of their own
        {"the|a|an|of|for|with|in|on|at|as|by|per|this|these|that are|is|are|be|been|being|was|were|have|has|had|having|do|"
         "does|who have|who has|who are|who is|who had|that have|their|his|her|its|there|there is|there are|it",
         {Role::filler}},
        {"patient|subject|participant|individual|person|women|woman|female|female patient|"
         "female subject|female participant|people|those|any|all|both|each|either",
         {Role::filler}},
        {"known|documented|confirmed|evidence|presence|clinical evidence|diagnosis|clinical|baseline|adequate|sufficient|level|count|"
         "value|result|point|serum|plasma|peripheral blood|whole blood|total|blood|score|scale|status|index|test|testing|interval|rate|calculated|"
         "estimated|measured|determined|assessed|defined|demonstrated|evaluated|shown|documented by|institutional|local laboratory|"
         "formula|equation|method|using|use|based on|according to|via|through|study|procedure|visit|time|"
         "following|also|currently known|inclusive|including both|subject must|e g|i e|meet|meets|least|respectively|medical|"
         "infection with|disease status|fold|"
         "type of|form of|kind of|resting|absolute value|concentration|must be met",
         {Role::filler}},
        {"hepatic function|liver function|renal function|kidney function|cardiac function|heart function|pulmonary function|lung function|"
         "hematologic function|hematological function|hematopoietic function|bone marrow function|marrow function|organ function|coagulation function|"
         "hepatic|renal|cardiac|pulmonary|hematologic|hematological|hematology|hematopoietic|hepatobiliary|liver|kidney|heart|lung|bone marrow|marrow|organ|function|laboratory|blood routine|"
         "routine blood test|blood biochemistry|biochemistry|chemistry|performance|coagulation|vital organ|major organ|main organ|"
         "reserve|laboratory value|laboratory parameter|criteria|criterion|requirement|following criteria|parameter|eligible for study|normal organ|normal function|good|tumor|disease|normal organ function|blood count|as follow|follow",
         {Role::label}},
        {"disorder|infection status|positivity|inhibitor therapy|agent|drug|medication|therapy|treatment|condition|malignancy status",
         {Role::unknown}},
        // Logic
        {"no|not|without|absence of|free of|free from|never|none|lack of|no evidence of|no history of|neither|nor|negative history of|no known",
         {Role::negation}},
        {"and|as well as|plus|&", {Role::both}},
        {"or|and / or|and or", {Role::either}},
        {"at least|no less than|not less than|greater than or equal to|greater or equal to|more than or equal to|equal to or greater than|"
         "equal or greater than|equal to or more than|higher than or equal to|above or equal to|minimum|minimum of|a minimum of|not lower than|no lower than|no fewer than|not fewer than|of at least|"
         "greater than / equal to|equal or more than|greater than equal to|not below|exceeding or equal to|higher or equal to|equal to or above",
         {Role::compare, ">="}},
        {"greater than|more than|above|over|higher than|exceeding|exceed|exceeds|in excess of|larger than|older than|superior to",
         {Role::compare, ">"}},
        {"at most|no more than|not more than|less than or equal to|less or equal to|equal to or less than|equal or less than|lower than or equal to|"
         "up to|maximum of|a maximum of|not exceeding|not exceed|not to exceed|does not exceed|no greater than|not greater than|not higher than|no higher than|"
         "below or equal to|not above|less than / equal to|fewer than or equal to|not over|lower or equal to|equal to or below|no worse than",
         {Role::compare, "<="}},
        {"less than|below|under|lower than|fewer than|smaller than|younger than|inferior to", {Role::compare, "<"}},
        {"or greater|or higher|or more|or above|or over|or older|and older|and above|and over|or better|or longer|and up|and higher|and greater|or up|or at least",
         {Role::or_more}},
        {"or less|or lower|or fewer|or below|or under|or younger|and younger|and below|and under", {Role::or_less}},
        {"between|from|range|ranging from|range of|in the range of", {Role::between}},
        {"to|through to|until|thru", {Role::to}},
        {"must|should|shall|need to|required to|are required to|is required to|will|must be|must have|should be|should have|have to|ought to",
         {Role::modal}},
        {"unless|except|except for|except in|excluding|exclusive of|other than|apart from|with the exception of|with exception of|exception|but|however|although|though|provided|provided that|as long as|"
         "regardless|regardless of|irrespective|irrespective of|despite|rather than|instead of",
         {Role::exceptive}},
        {"if|when|whenever|in case of|in the case of|in case|in cases of|for patient with|in patient with|for subject with|in subject with|for participant with|in participant with|for those with|in those with|"
         "for patient|for subject|for participant|in patient|in subject|in participant|for those|in those|in the presence of|in the setting of|in the event of|for cohort|in cohort|cohort|arm|phase|phase 1|phase 2|stratum|part|"
         "depending on|dose level|group|only for|only in|for individual|for women|for men|for male|for female",
         {Role::condition}},
        {"allowed|permitted|may|can|could|might|eligible|acceptable|acceptable if|accepted|considered|considered for|will be allowed|is allowed|are allowed|is acceptable|are acceptable|are eligible|is eligible|are permitted|is permitted|"
         "will be considered|not exclude|not excluded|not an exclusion|not exclusionary|not required|not be required|no restriction|no limit|waived|waive|not mandatory|preferred|preferably|recommended|optional|discretion|not be excluded|will not be excluded|not considered|does not exclude|do not exclude",
         {Role::permission}},
        {"excluded|are excluded|is excluded|will be excluded|not eligible|ineligible|are not eligible|is not eligible|are ineligible|not allowed|not permitted|prohibited|exclude|not acceptable|not be eligible|are not allowed|are not permitted|is not allowed|is not permitted|must be excluded",
         {Role::refusal}},
        {"opinion|judgment|judgement|investigator|principal investigator|physician|discretion of|sponsor|medical monitor|deemed|believe|in the opinion of|as judged by|as determined by the investigator|at the discretion",
         {Role::judgement}},
        {"unable|inability|unwilling|unwillingness|refusal|refuse|refuses|refusing|fail|failure|lack|incapable|cannot|decline|incapacity|withdraw|withdrawn",
         {Role::inability}},
        {"requiring|require|that|which|who|necessitating|needing|needed|resulting|resulted|treated|on treatment|manifesting|associated|related|due|secondary|attributable|caused|diagnosed|occurring|occurred|affecting|involving|in need of|that require|that requires|within",
         {Role::restrictor}},
        // Age, sex, weight
        {"age|aged|age eligible for study", {Role::age_word, "age", "age", D::demographic, C::age}},
        {"year of age|yr of age|yrs of age|year old|yr old|yrs old|year in age|y o", {Role::age_tail}},
        {"old|of age|age inclusive", {Role::age_tail, "old"}},
        {"male or female|female or male|male and female|female and male|men or women|women or men|men and women|women and men|either sex|either gender|both sexes|both gender|any sex|any gender|all gender|all sexes|both sexes are eligible|both gender are eligible|all sexes are eligible|male and female are eligible|male / female|"
         "male or female patient|male or female subject|male or female participant|male and female patient|male and female subject|male and female participant|gender not limited|sex not limited|gender unlimited|of either sex|of either gender|no gender limitation|no gender restriction",
         {Role::any_sex, "", "sex", D::demographic, C::sex}},
        {"female only|female patient only|female subject only|only female|women only",
         {Role::one_sex, "female", "sex", D::demographic, C::sex}},
        {"male only|male patient only|male subject only|men only|only male",
         {Role::one_sex, "male", "sex", D::demographic, C::sex}},
        {"weight|body weight|bodyweight|weigh|weighing|weighs",
         {Role::measure, "body-weight", "weight", D::demographic, C::weight, " kg "}},
        {"life expectancy|expected survival|expected survival time|anticipated survival|anticipated survival time|estimated survival|estimated survival time|predicted survival|expected life expectancy|estimated life expectancy|anticipated life expectancy|"
         "expected life span|survival expectancy|predicted survival time|projected life expectancy|life expectation|expected lifespan|predicted life expectancy|projected survival|survival time|expected to survive|expected survival period",
         {Role::measure, "life-expectancy", "life-expectancy", D::measurement, C::other, " time "}},
        // Blood
        {"absolute neutrophil count|neutrophil count|absolute neutrophil|neutrophil|anc|absolute neutrophile count|absolute granulocyte count",
         {Role::measure, "anc", "anc", D::measurement, C::organ_function, counts}},
        {"absolute lymphocyte count|lymphocyte count|absolute lymphocyte|lymphocyte|alc",
         {Role::measure, "alc", "alc", D::measurement, C::organ_function, counts}},
        {"white blood cell count|white blood cell|white blood count|white cell count|leukocyte|leukocyte count|leucocyte|leucocyte count|wbc|wbc count",
         {Role::measure, "wbc", "wbc", D::measurement, C::organ_function, counts}},
        {"platelet|platelet count|plt|thrombocyte|thrombocyte count|blood platelet",
         {Role::measure, "platelets", "platelets", D::measurement, C::organ_function, counts}},
        {"hemoglobin|hgb|hb|hemoglobin level|hemoglobin concentration|hgb level",
         {Role::measure, "hemoglobin", "hemoglobin", D::measurement, C::organ_function, proteins}},
        // Liver, kidney, coagulation
        {"total bilirubin|total serum bilirubin|serum total bilirubin|bilirubin|serum bilirubin|tbil|t bili|tbili|bilirubin total|total bilirubin level",
         {Role::measure, "bilirubin-total", "bilirubin", D::measurement, C::organ_function, amounts}},
        {"direct bilirubin|conjugated bilirubin|indirect bilirubin|unconjugated bilirubin", {Role::unknown}},
        {"alanine aminotransferase|alanine transaminase|alanine amino transferase|alt|sgpt|gpt|serum glutamic pyruvic transaminase|serum glutamate pyruvate transaminase|alat|alanine transferase|glutamic pyruvic transaminase",
         {Role::measure, "alt", "alt", D::measurement, C::organ_function, limits}},
        {"aspartate aminotransferase|aspartate transaminase|aspartate amino transferase|ast|sgot|serum glutamic oxaloacetic transaminase|serum glutamate oxaloacetate transaminase|asat|aspartate transferase|aspartic transaminase|glutamic oxaloacetic transaminase", {Role::measure, "ast", "ast", D::measurement, C::organ_function, limits}},
        {"alkaline phosphatase|alp|alk phos", {Role::measure, "alp", "alp", D::measurement, C::organ_function, limits}},
        {"albumin|serum albumin", {Role::measure, "albumin", "albumin", D::measurement, C::organ_function, proteins}},
        {"amylase|serum amylase", {Role::measure, "amylase", "amylase", D::measurement, C::organ_function, limits}},
        {"lipase|serum lipase", {Role::measure, "lipase", "lipase", D::measurement, C::organ_function, limits}},
        {"international normalized ratio|international normalised ratio|inr",
         {Role::measure, "inr", "inr", D::measurement, C::organ_function, " 1 uln "}},
        {"activated partial thromboplastin time|partial thromboplastin time|aptt|ptt",
         {Role::measure, "aptt", "aptt", D::measurement, C::organ_function, " uln s "}},
        {"prothrombin time",
         {Role::measure, "prothrombin-time", "prothrombin-time", D::measurement, C::organ_function, " uln s "}},
        {"serum creatinine|creatinine|creatinine level|scr|blood creatinine",
         {Role::measure, "creatinine", "creatinine", D::measurement, C::organ_function, amounts}},
        {"creatinine clearance|creatinine clearance rate|crcl|ccr|clcr|clearance of creatinine|serum creatinine clearance|endogenous creatinine clearance|creatinine clearance cl",
         {Role::measure, "creatinine-clearance", "creatinine-clearance", D::measurement, C::organ_function,
          " mL/min "}},
        {"estimated glomerular filtration rate|egfr|estimated gfr",
         {Role::measure, "estimated-gfr", "egfr", D::measurement, C::organ_function, " mL/min/{1.73_m2} "}},
        {"glomerular filtration rate|gfr", {Role::unknown}},
        // Heart and lungs
        {"left ventricular ejection fraction|left ventricle ejection fraction|lv ejection fraction|lvef|ejection fraction|cardiac ejection fraction|left ventricular ejection fraction lvef|ef|heart ejection fraction",
         {Role::measure, "lvef", "lvef", D::measurement, C::cardiac, " % "}},
        {"qtc|qtcf|qtcb|qtc interval|corrected qt interval|qt interval corrected|corrected qt|qtcf interval|qtcb interval",
         {Role::measure, "qtc", "qtc", D::measurement, C::cardiac, " ms "}},
        {"oxygen saturation|o2 saturation|spo2|sao2|pulse oximetry|pulse oxygen saturation|blood oxygen saturation|peripheral oxygen saturation|oxygen saturation spo2|saturation|arterial oxygen saturation|finger oxygen saturation|pulse oximeter|o2 sat|oxygen sat|oximetry|finger pulse oxygen saturation",
         {Role::measure, "spo2", "spo2", D::measurement, C::pulmonary, " % "}},
        {"forced vital capacity|fvc", {Role::measure, "fvc", "fvc", D::measurement, C::pulmonary, " pred "}},
        {"dlco|diffusing capacity|diffusion capacity|carbon monoxide diffusing capacity|diffusing capacity of the lung for carbon monoxide|diffusion capacity of carbon monoxide|diffusing capacity for carbon monoxide",
         {Role::measure, "dlco", "dlco", D::measurement, C::pulmonary, " pred "}},
        {"gilbert syndrome|gilbert s syndrome|gilbert disease|gilbert s disease|gilbert meulengracht syndrome",
         {Role::relaxing, "gilbert-syndrome"}},
        {"liver metastasis|hepatic metastasis|metastatic liver disease|metastasis to the liver|liver mets",
         {Role::relaxing, "liver-metastasis"}},
        {"liver involvement|hepatic involvement|involvement of the liver", {Role::relaxing, "liver-involvement"}},
        {"room air|ambient air|indoor air|without supplemental oxygen|without oxygen|without oxygen supplementation|without oxygen support|breathing room air|on room air|in room air|at room air|without the need for supplemental oxygen|no supplemental oxygen|without need for supplemental oxygen|without oxygen inhalation",
         {Role::room_air}},
        // Blasts
        {"peripheral blood blast|peripheral blast|circulating blast|blast in peripheral blood",
         {Role::measure, "peripheral-blood-blasts", "blasts", D::measurement, C::diagnosis, " % "}},
        {"bone marrow blast|marrow blast|blast in bone marrow|blast in the bone marrow",
         {Role::measure, "bone-marrow-blasts", "blasts", D::measurement, C::diagnosis, " % "}},
        // Limits and methods
        {"uln|upper limit of normal|upper limit of the normal|upper limit of normal range|upper limit of the normal range|upper limit of normal value|upper limit of normal uln|upper limit normal|upper normal limit|upper limits of normal|institutional upper limit of normal|normal upper limit|upper limit of the normal value|"
         "upper limit of reference range|upper limit of normal reference range|upper limit of the reference range|upper limit of laboratory normal|upper limit of institutional normal|upper limit of normal level|upper limit of institution normal|institutional uln|laboratory uln",
         {Role::uln}},
        {"lln|lower limit of normal|lower limit of the normal range|lower limit of normal range|lower normal limit",
         {Role::lln}},
        {"within normal limit|within the normal range|within normal range|within normal|within institutional normal limit|within normal institutional limit|in the normal range|in normal range|wnl",
         {Role::normal}},
        {"predicted|of predicted|of predicted value|predicted value|of the predicted value|of predicted normal|of expected|of normal predicted",
         {Role::predicted}},
        {"cockcroft gault|cockcroft and gault|cockcroft gault formula|cockcroft gault equation|cockroft gault|cockcroft gault method|c g formula",
         {Role::method, "cockcroft-gault"}},
        {"24 hour urine|24 hour urine collection|24 h urine|24h urine|24 hr urine", {Role::method, "urine-24h"}},
        {"ckd epi|ckd epi formula|ckd epi equation|chronic kidney disease epidemiology collaboration",
         {Role::method, "ckd-epi"}},
        {"echocardiogram|echocardiography|echo|transthoracic echocardiogram|transthoracic echocardiography|cardiac echo|cardiac ultrasound|echocardiograph|tte",
         {Role::method, "echocardiography"}},
        {"muga|muga scan|multigated acquisition scan|multi gated acquisition scan|multigated acquisition|multiple gated acquisition|multiple gated acquisition scan|multigated radionuclide angiography|multi gated acquisition|multiple uptake gated acquisition",
         {Role::method, "muga"}},
        {"immunohistochemistry|ihc|immunohistochemical staining|immunohistochemical|immunohistochemistry ihc|ihc staining",
         {Role::method, "ihc"}},
        {"flow cytometry|flow cytometric analysis|flow|facs", {Role::method, "flow-cytometry"}},
        // Performance
        {"ecog|ecog performance status|ecog ps|ecog score|ecog performance score|ecog performance status score|eastern cooperative oncology group|eastern cooperative oncology group performance status|eastern co operative oncology group|eastern co operative oncology group performance status|eastern cooperative oncology group scale|ecog scale|ecog status|"
         "eastern cooperative oncology group performance score|eastern cooperative oncology group score|who performance status ecog|ecog physical status score|performance status ecog|ecog performance|ecog zubrod",
         {Role::scale, "ecog", "ecog", D::performance, C::performance_status}},
        {"karnofsky|karnofsky performance status|karnofsky performance score|karnofsky score|kps|karnofsky performance scale|karnofsky scale|karnofsky performance status score|karnofsky performance|karnofsky status|karnofsky index",
         {Role::scale, "karnofsky", "karnofsky", D::performance, C::performance_status}},
        {"lansky|lansky performance status|lansky performance score|lansky score|lps|lansky play performance|lansky play performance status|lansky play performance scale|lansky play score|lansky performance scale|lansky scale|lansky play performance score|lansky performance",
         {Role::scale, "lansky", "lansky", D::performance, C::performance_status}},
        {"performance status|performance score|ps score|physical status", {Role::label}},
        {"nyha|new york heart association|nyha functional|new york heart association functional|nyha cardiac function|nyha heart failure",
         {Role::scale, "nyha", "nyha", D::performance, C::cardiac}},
        {"class|functional class|grade classification|classification", {Role::class_word}},
        {"heart failure|congestive heart failure|cardiac failure|cardiac insufficiency|cardiac disease|chf",
         {Role::unknown, "heart-failure"}},
        // Time
        {"day|d|calendar day", {Role::time_unit, "d"}},
        {"week|wk|wks", {Role::time_unit, "wk"}},
        {"month|mo|mos|mth|mths|calendar month", {Role::time_unit, "mo"}},
        {"year|yr|yrs|y", {Role::time_unit, "a"}},
        {"hour|hr|h|hrs", {Role::time_unit, "h"}},
        {"half life|elimination half life|plasma half life|half live|halflife|t1 / 2|drug half life",
         {Role::half_life}},
        {"within|in the|during the|over the", {Role::within}},
        {"last|past|previous|prior|preceding|most recent", {Role::past}},
        {"before|prior to|preceding|previous to|in advance of|ahead of|from before", {Role::before}},
        {"at the time of|at time of|at the time of signing|at time of signing|on the day of|as of the date of|as of the day of|on the date of|on day of|at the date of",
         {Role::at_time}},
        {"screening|screening visit|the screening visit|screening period", {Role::anchor, "screening"}},
        {"enrollment|study enrollment|study entry|enrolling|entry into the study|entering the study|enrollment in the study|enrollment in this study|enrollment into the study|enrollment into this study|being enrolled|inclusion in the study|trial entry|protocol entry|study inclusion|trial enrollment|entry",
         {Role::anchor, "enrolment"}},
        {"apheresis|leukapheresis|leukopheresis|pbmc collection|leucapheresis|cell collection",
         {Role::anchor, "apheresis"}},
        {"lymphodepletion|lymphodepleting chemotherapy|lymphodepletion chemotherapy|lymphodepleting|lymphodepleting therapy|lymphodepletion therapy|lymphodepleting conditioning|lymphodepleting regimen|start of lymphodepletion|start of lymphodepleting chemotherapy|initiation of lymphodepletion|"
         "initiation of lymphodepleting chemotherapy|beginning of lymphodepletion|lymphodepletion start|first dose of lymphodepletion|first dose of lymphodepleting chemotherapy|the start of lymphodepletion|lymphodepleting preconditioning|lymphodepletion regimen|first day of lymphodepletion",
         {Role::anchor, "lymphodepletion"}},
        {"infusion|cell infusion|car nk infusion|car nk cell infusion|car t infusion|car t cell infusion|nk cell infusion|nk infusion|study product infusion|product infusion|planned infusion|infusion of car nk cell|infusion of car t cell|infusion of nk cell|study infusion|cell product infusion|reinfusion|transfusion of car nk cell", {Role::anchor, "infusion"}},
        {"first infusion|first cell infusion|first nk cell infusion|first car nk cell infusion|first infusion of study product|first infusion of car nk cell",
         {Role::anchor, "first_infusion"}},
        {"first dose|first dose of study drug|first dose of study treatment|first dose of study therapy|first dose of investigational product|start of study treatment|start of study drug|initiation of study treatment|first study treatment|first administration of study treatment|start of study therapy|study treatment|study drug administration|first dose of study medication|"
         "start of treatment|initiation of treatment|initiation of study therapy|first day of study treatment|first administration of study drug|initiation of study drug|starting study treatment|first dose of study intervention|start of protocol therapy|beginning of study treatment|first study drug administration|cycle 1 day 1|c1d1",
         {Role::anchor, "study_treatment"}},
        {"signing informed consent|signing of informed consent|signing the informed consent|signing the informed consent form|signature of informed consent|informed consent signing|signing consent|signing the icf|signing icf|providing informed consent|signing of the informed consent form|signing of the informed consent|signing informed consent form|informed consent signature|signing of the icf",
         {Role::anchor, "consent"}},
        {"last dose|last dose of study drug|last dose of study treatment|last dose of study therapy|final dose|last dose of study intervention|last dose of investigational product|last study treatment|last dose of study medication",
         {Role::anchor, "last_dose"}},
        {"last follow up|last follow up visit|final follow up visit|end of follow up",
         {Role::anchor, "last_follow_up"}},
        {"whichever is shorter|whichever is the shorter|whichever shorter|whichever come first|whichever occur first|whichever is less|whichever time is shorter|whichever period is shorter",
         {Role::shorter}},
        {"whichever is longer|whichever is the longer|whichever longer|whichever is greater|whichever time is longer|whichever period is longer",
         {Role::longer}},
        {"since|since the last|since last|from the last|from last|after the last|after last|since completion of|since the completion of|since the end of|since the last dose of|since last dose of|from the last dose of|after the last dose of|from completion of|after completion of|since prior|since the most recent", {Role::since}},
        {"elapsed|have elapsed|has elapsed|must have elapsed|should have elapsed|passed|must have passed|have passed|washout|washout period|wash out period of",
         {Role::filler}},
        {"stopped|discontinued|be stopped|be discontinued|completed|must be stopped|must be discontinued|must have been discontinued|must have been stopped|must have stopped|must have been completed|must have completed|must be completed|should be stopped|should be discontinued|have been discontinued|has been discontinued|have been stopped|have discontinued",
         {Role::stopped}},
        {"undergone|received|have undergone|who have undergone|having undergone|history of|prior history of|past history of|medical history of|previous history of|a history of|prior|previous|previously|previously received|prior treatment with|previous treatment with|prior therapy with|previous therapy with|prior exposure to|received prior|have received|has received|history or presence of|prior use of|history|prior administration of|received previous|"
         "previously treated with|any prior|any previous|who have received|earlier|having received|past|previous exposure to|previous use of|prior receipt of|receipt of|received any prior|treated previously with|"
         "who have previously received|have previously received|have had|have had prior|have had a prior|have had a previous|who have had|presence or history of|current or prior|current or past|current or previous|past or current|prior or current|previous or current|active or history of|active or prior|history of or current|present or past",
         {Role::history}},
        {"receiving|current use of|currently receiving|currently taking|taking|currently using|ongoing use of|concurrent use of|concomitant use of|ongoing treatment with|current treatment with|currently on|concurrent treatment with|concomitant treatment with|requiring ongoing|who are receiving|are receiving|is receiving|currently treated with|who are on|are on|are taking|being treated with|"
         "current|ongoing|concurrent|concomitant|currently|current or ongoing|ongoing or current|currently being treated with|currently require|requiring current|receiving ongoing|presently receiving|use of concurrent|present use of",
         {Role::current}},
        {"active|clinically active|currently active", {Role::active, "activity=active"}},
        {"uncontrolled|poorly controlled|not controlled|not well controlled|not adequately controlled|inadequately controlled|active uncontrolled|uncontrolled active|active and uncontrolled|active , uncontrolled|uncontrolled , active|active or uncontrolled and",
         {Role::active, "activity=uncontrolled"}},
        {"active or uncontrolled|uncontrolled or active|active and / or uncontrolled",
         {Role::active, "activity=active"}},
        {"severe", {Role::active, "severity=severe|critical"}},
        {"clinically significant|clinically relevant|clinically important|significant|clinical significant",
         {Role::active, "severity=clinically_significant|severe|critical"}},
        // Lines
        {"line|line of|different line of|prior line of|prior line|previous line of|previous line|line of prior|line of previous|prior regimen|previous regimen|distinct line of|earlier line of|lines of",
         {Role::line}},
        {"therapy|treatment|prior therapy|prior treatment|previous therapy|previous treatment|antimyeloma therapy line",
         {Role::therapy_of, "-"}},
        {"systemic therapy|systemic treatment|systemic anticancer therapy|systemic anti cancer therapy|prior systemic therapy|systemic anticancer treatment|systemic anti cancer treatment|prior systemic treatment|previous systemic therapy|prior systemic anticancer therapy|systemic antitumor therapy|systemic anti tumor therapy",
         {Role::therapy_of, "systemic-anticancer-therapy", "prior-therapy", D::therapy, C::prior_therapy}},
        // Antigens
        {"positive|positivity|positively|overexpressing|overexpression|expressing", {Role::positive}},
        {"negative|negativity|undetectable", {Role::negative}},
        {"expression|expression of|expression level|antigen expression|surface expression|express|expression rate|positive expression|positivity rate",
         {Role::expression}},
        {"directed|targeted|targeting|specific|redirected", {Role::directed}},
        {"anti", {Role::anti}},
        {"of tumor cell|of cell|of malignant cell|of the tumor cell|of leukemic cell|of leukemia cell|of blast|of leukemic blast|of lymphoma cell|of myeloma cell|of cancer cell|of plasma cell|of the malignant cell|tumor cell|malignant cell|of viable tumor cell|leukemia cell|on tumor cell|on malignant cell|of tumor cell population",
         {Role::cells_of}},
        {"cd19", {Role::target, "cd19"}},
        {"cd20", {Role::target, "cd20"}},
        {"cd22", {Role::target, "cd22"}},
        {"cd33", {Role::target, "cd33"}},
        {"cd123", {Role::target, "cd123"}},
        {"cll1|cll 1|clec12a", {Role::target, "cll-1"}},
        {"cd70", {Role::target, "cd70"}},
        {"cd7", {Role::target, "cd7"}},
        {"cd5", {Role::target, "cd5"}},
        {"cd4", {Role::target, "cd4"}},
        {"cd30", {Role::target, "cd30"}},
        {"bcma|b cell maturation antigen", {Role::target, "bcma"}},
        {"cd38", {Role::target, "cd38"}},
        {"slamf7|cs1", {Role::target, "slamf7"}},
        {"cd138", {Role::target, "cd138"}},
        {"gprc5d", {Role::target, "gprc5d"}},
        {"cd56", {Role::target, "cd56"}},
        {"her2|her 2|erbb2", {Role::target, "her2"}},
        {"egfrviii", {Role::target, "egfrviii"}},
        {"mesothelin|msln", {Role::target, "mesothelin"}},
        {"muc1", {Role::target, "muc1"}},
        {"pd l1|pdl1", {Role::target, "pd-l1"}},
        {"robo1", {Role::target, "robo1"}},
        {"cldn6|claudin 6", {Role::target, "cldn6"}},
        {"cldn18.2|claudin 18.2|claudin18.2", {Role::target, "cldn18.2"}},
        {"gpc3|glypican 3", {Role::target, "gpc3"}},
        {"psma", {Role::target, "psma"}},
        {"trop2|trop 2", {Role::target, "trop2"}},
        {"dll3", {Role::target, "dll3"}},
        {"gd2", {Role::target, "gd2"}},
        {"b7 h3|b7h3|cd276", {Role::target, "b7-h3"}},
        {"cea|ceacam5", {Role::target, "cea"}},
        {"epcam", {Role::target, "epcam"}},
        {"nectin 4|nectin4", {Role::target, "nectin-4"}},
        {"t|cell|t cell|b cell count|helper|lymphocytes count|nk", {Role::cell_word}},
        // Lesions
        {"measurable disease|measurable tumor|measurable tumor lesion disease", {Role::measurable}},
        {"measurable lesion|measurable target lesion|measurable tumor lesion", {Role::lesion}},
        {"recist 1.1|recist version 1.1|recist v1.1|recist v 1.1|recist criteria version 1.1|recist 1.1 criteria|recist criteria 1.1|response evaluation criteria in solid tumor 1.1|response evaluation criteria in solid tumor version 1.1|response evaluation criteria in solid tumor recist 1.1|response evaluation criteria in solid tumor recist version 1.1|recist version 1.1 criteria|"
         "response evaluation criteria in solid tumor ( recist ) version 1.1|response evaluation criteria in solid tumor ( recist ) 1.1|response evaluation criteria in solid tumor ( recist ) v1.1|response evaluation criteria in solid tumor ( recist 1.1 )|response evaluation criteria in solid tumor ( recist version 1.1 )|response evaluation criteria in solid tumor ( recist v1.1 )|recist guideline version 1.1",
         {Role::response, "recist-1.1"}},
        {"lugano classification|lugano criteria|lugano 2014|lugano 2014 criteria|2014 lugano criteria|lugano 2014 classification|lugano response criteria|2014 lugano classification|2014 lugano|lugano|lugano classification 2014|lugano criteria 2014",
         {Role::response, "lugano-2014"}},
        // Consent
        {"informed consent|informed consent form|written informed consent|signed informed consent|informed consent document|signed written informed consent|written informed consent form|written informed consent document|icf|signed informed consent form|informed consent form icf|voluntary informed consent|signed and dated informed consent|signed and dated written informed consent|signed and dated written informed consent form",
         {Role::consent, "informed-consent", "consent", D::consent, C::consent}},
        {"sign|signed|signs|signing|provide|provided consent|provides|give|given|giving|obtain|obtained|written|ability|able|able to|willing|willing to|willingness|understand|understanding|capable|voluntarily|voluntary|participate|participation|voluntarily participate|participates|voluntarily participates|ability to|understood|dated|date|willingness to|can understand|document|form|sign and date|to participate|in writing|read|"
         "consent|agree|trial|this trial|in the trial|clinical trial|clinical study|prior to any study procedure|prior to study specific procedure|before any study procedure|prior to any study related procedure|prior to any study specific procedure|prior to participation|before any study related procedure|prior to initiation of any study procedure|freely|own|legally effective|before participation|fully|fully understand|content|capacity|comprehend|prior to study entry|institutional review board approved|irb approved",
         {Role::consenting}},
        {"patient or legal guardian|patient or guardian|patient or their legal guardian|patient or his legal guardian|subject or legal guardian|patient or parent|patient or the legal guardian|patient or his / her legal guardian|patient and / or legal guardian|subject or their legal guardian|participant or legal guardian|patient or their guardian",
         {Role::guardian}},
        {"legally authorized representative|legally authorised representative|legal representative|or legally authorized representative|or legal representative|or their legally authorized representative|legally acceptable representative|authorized representative",
         {Role::consenting, "representative"}},
        // Pregnancy
        {"pregnant|pregnancy", {Role::mention, "pregnancy", "pregnancy", D::condition, C::pregnancy}},
        {"breastfeeding|breast feeding|lactating|lactation|nursing|nursing mother|nursing women|breast feed|breastfeed|lactating women|lactating female",
         {Role::mention, "breastfeeding", "pregnancy", D::condition, C::pregnancy}},
        {"women of childbearing potential|women of child bearing potential|female of childbearing potential|female of child bearing potential|female patient of childbearing potential|female subject of childbearing potential|wocbp|woman of childbearing potential|female patient of child bearing potential|women of childbearing potential wocbp|women of reproductive potential|female of reproductive potential|female participant of childbearing potential|"
         "female subject of child bearing potential|woman of child bearing potential|for women of childbearing potential|for female of childbearing potential|all women of childbearing potential|women with childbearing potential|female with childbearing potential|for female patient of childbearing potential|in women of childbearing potential|female patient with childbearing potential",
         {Role::fertile}},
        {"pregnancy test|serum pregnancy test|blood pregnancy test|beta hcg pregnancy test|pregnancy testing|pregnancy test result",
         {Role::pregnancy_test, "pregnancy-test", "pregnancy-test", D::measurement, C::pregnancy}},
        {"urine or serum|serum or urine|blood or urine|urine or blood|serum / urine|urine / serum|serum and / or urine",
         {Role::filler}},
        {"contraception|birth control|contraceptive|contraceptive method|contraceptive measure|contraception method|method of contraception|method of birth control|form of contraception|birth control method|contraceptive precaution|means of contraception|form of birth control|contraceptive method",
         {Role::contraceptive, "contraception", "contraception", D::consent, C::pregnancy}},
        {"agree to use|use effective|highly effective|effective|reliable|medically acceptable|adequate method|practice|agree to practice|employ|willing to use|an effective method of|highly effective method of|agree to|during study|during the study|throughout the study|during the trial|throughout study|for the duration of the study|during study participation|during the study period|during participation in the study|for the study duration|medically approved|during the entire study|effective form of",
         {Role::committing}},
        // Infections
        {"hiv|human immunodeficiency virus|hiv infection|human immunodeficiency virus infection|human immunodeficiency virus hiv|hiv 1|hiv 1 / 2|hiv virus|hiv 1 or hiv 2|hiv 1 / hiv 2|acquired immunodeficiency syndrome|hiv disease|human immunodeficiency virus ( hiv )|human immunodeficiency virus ( hiv ) infection|hiv 1 or 2|hiv seropositivity|hiv 1 and hiv 2",
         {Role::mention, "hiv", "infection", D::infection, C::infection}},
        {"hepatitis b|hbv|hepatitis b virus|hepatitis b infection|hepatitis b virus infection|hbv infection|hepatitis b virus hbv|hepatitis b ( hbv )|hepatitis b virus ( hbv )|hepatitis b virus ( hbv ) infection|hepatitis b ( hbv ) infection|hep b",
         {Role::mention, "hepatitis-b", "infection", D::infection, C::infection}},
        {"hepatitis c|hcv|hepatitis c virus|hepatitis c infection|hepatitis c virus infection|hcv infection|hepatitis c virus hcv|hepatitis c ( hcv )|hepatitis c virus ( hcv )|hepatitis c virus ( hcv ) infection|hepatitis c ( hcv ) infection|hep c",
         {Role::mention, "hepatitis-c", "infection", D::infection, C::infection}},
        {"hepatitis b or c|hepatitis b or c infection|hepatitis b and c|hepatitis b / c|hepatitis b and / or c|hepatitis b or c virus|hepatitis b or c virus infection|hepatitis b and / or hepatitis c|hepatitis b , c|hbv / hcv|hepatitis b / hepatitis c",
         {Role::mention, "hepatitis-b,hepatitis-c", "infection", D::infection, C::infection}},
        {"syphilis|syphilis infection|treponema pallidum",
         {Role::mention, "syphilis", "infection", D::infection, C::infection}},
        {"tuberculosis|tb infection|mycobacterium tuberculosis|tuberculosis infection",
         {Role::mention, "tuberculosis", "infection", D::infection, C::infection}},
        {"cytomegalovirus|cmv|cmv infection|cytomegalovirus infection|cytomegalovirus cmv|cytomegalovirus ( cmv )|cytomegalovirus ( cmv ) infection",
         {Role::mention, "cytomegalovirus", "infection", D::infection, C::infection}},
        {"infection|infectious disease", {Role::mention, "infection", "infection", D::infection, C::infection}},
        {"hepatitis b surface antigen|hbsag|hepatitis b surface antigen hbsag|hbs antigen|hepatitis b surface antigen ( hbsag )|hepatitis b virus surface antigen",
         {Role::mention, "hbsag", "infection", D::measurement, C::infection}},
        {"seropositive for|positive serology for|positive test for|seropositivity for|positive for|test positive for|serologically positive for|serology positive for|tested positive for|serologic positivity for|positive serologic test for|positive test result for|seropositive",
         {Role::positive, "for"}},
        {"negative for|seronegative for|negative serology for|negative test for|test negative for|tested negative for",
         {Role::negative, "for"}},
        // Immunity
        {"autoimmune disease|autoimmune disorder|auto immune disease|auto immune disorder|autoimmune condition|autoimmune illness",
         {Role::mention, "autoimmune-disease", "autoimmune", D::condition, C::other}},
        {"primary immunodeficiency|primary immune deficiency|primary immunodeficiency disease|primary immunodeficiency disorder",
         {Role::mention, "primary-immunodeficiency", "immunodeficiency", D::condition, C::other}},
        {"immunodeficiency|immunodeficiency disease",
         {Role::mention, "immunodeficiency", "immunodeficiency", D::condition, C::other}},
        {"systemic corticosteroid|systemic steroid|systemic glucocorticoid|systemic corticosteroid therapy|systemic steroid therapy|systemic corticosteroid treatment|systemic steroid treatment|systemic steroid use|systemic corticosteroid use|systemic glucocorticoid therapy|systemic glucocorticoid treatment|systemic steroid medication|systemic corticosteroid medication",
         {Role::mention, "systemic-corticosteroid", "steroid", D::medication, C::other}},
        {"prednisone|prednisolone",
         {Role::mention, "systemic-corticosteroid", "steroid", D::medication, C::other, "dose"}},
        {"or equivalent|or its equivalent|equivalent|or equivalent dose|equivalent dose|or other equivalent|or an equivalent|or dose equivalent|or equivalent dose of other steroid|prednisone equivalent|of prednisone or equivalent|prednisone or equivalent|of prednisone equivalent|of prednisone|equivalent of prednisone|of prednisone or its equivalent|prednisone or its equivalent|of prednisolone or equivalent|prednisolone or equivalent|of prednisolone|prednisone / prednisolone or equivalent|of prednisone or equivalent dose|or equivalent of prednisone|prednisone dose|or equivalent of other corticosteroid|of prednisone / day|dose|dose of|at a dose of|at dose of|daily|at dose",
         {Role::equivalent}},
        {"immunosuppressant|immunosuppressive drug|immunosuppressive therapy|immunosuppressive agent|immunosuppressive medication|immunosuppressive treatment|systemic immunosuppressive therapy|systemic immunosuppressive medication|immunosuppressant drug|systemic immunosuppressive treatment|systemic immunosuppressant|immune suppressive therapy|immunosuppressant medication|immunosuppressant therapy|systemic immunosuppressive agent|systemic immunosuppressive drug",
         {Role::mention, "immunosuppressant", "immunosuppressant", D::medication, C::other}},
        {"requiring immunosuppression|requiring immunosuppressive therapy|requiring systemic immunosuppression|requiring systemic immunosuppressive therapy|requiring immunosuppressive treatment|requiring immunosuppressant|requiring systemic immunosuppressive treatment|requiring immunosuppressive medication|on immunosuppression|on immunosuppressive therapy|on immunosuppressant|requiring immunosuppressive drug|that requires immunosuppressive therapy|that require immunosuppressive therapy|that require immunosuppression|"
         "requiring treatment with immunosuppressant|requiring systemic immunosuppressive medication|requiring ongoing immunosuppression|requiring ongoing immunosuppressive therapy|requiring immunosuppressive agent|requiring use of immunosuppressant|treated with immunosuppressant|needing immunosuppression|who require immunosuppressive therapy|requiring immune suppression",
         {Role::immunosuppression}},
        {"requiring iv antibiotic|requiring intravenous antibiotic|requiring iv antibiotic therapy|requiring intravenous antibiotic therapy|requiring parenteral antibiotic iv|treated with iv antibiotic|requiring treatment with iv antibiotic|requiring treatment with intravenous antibiotic|on iv antibiotic|that requires iv antibiotic|requiring iv antibiotic treatment|requiring intravenous antibiotic treatment|needing iv antibiotic|requiring intravenous ( iv ) antibiotic|requiring intravenous ( iv ) antibiotic therapy",
         {Role::iv_antibiotic}},
        // Nervous system
        {"cns involvement|central nervous system involvement|cns ( central nervous system ) involvement|central nervous system ( cns ) involvement|central nervous system cns involvement",
         {Role::mention, "cns-involvement", "cns", D::condition, C::cns}},
        {"cns involvement by malignancy|cns involvement by tumor|cns involvement by cancer|central nervous system involvement by malignancy|central nervous system ( cns ) involvement by malignancy|cns malignancy involvement|cns tumor involvement|central nervous system ( cns ) involvement by tumor|cns involvement with malignancy|central nervous system tumor involvement|central nervous system ( cns ) involvement with malignancy|cns involvement of malignancy|cns involvement by the malignancy",
         {Role::mention, "cns-tumor-involvement", "cns", D::condition, C::cns}},
        {"cns lymphoma|central nervous system lymphoma|central nervous system ( cns ) lymphoma|cns involvement by lymphoma|central nervous system involvement by lymphoma|central nervous system ( cns ) involvement by lymphoma|cns involvement of lymphoma|cns involvement with lymphoma|lymphoma of the cns|lymphoma involving the cns",
         {Role::mention, "cns-lymphoma", "cns", D::condition, C::cns}},
        {"cns leukemia|central nervous system leukemia|central nervous system ( cns ) leukemia|cns involvement by leukemia|cns leukemia involvement|leukemic cns involvement|central nervous system ( cns ) leukemia involvement",
         {Role::mention, "cns-leukemia", "cns", D::condition, C::cns}},
        {"cns metastasis|central nervous system metastasis|central nervous system ( cns ) metastasis",
         {Role::mention, "cns-metastasis", "cns", D::condition, C::cns}},
        {"cns disease|central nervous system disease|cns disorder|central nervous system disorder|central nervous system ( cns ) disease|central nervous system ( cns ) disorder",
         {Role::mention, "cns-disease", "cns", D::condition, C::cns}},
        {"seizure disorder", {Role::mention, "seizure-disorder", "cns", D::condition, C::cns}},
        {"epilepsy", {Role::mention, "epilepsy", "cns", D::condition, C::cns}},
        // Graft-versus-host disease
        {"graft versus host disease|gvhd|graft versus host disease gvhd|graft vs host disease|graft versus host disease ( gvhd )|graft vs host disease ( gvhd )|graft versus host reaction|graft versus host",
         {Role::mention, "gvhd", "gvhd", D::toxicity, C::gvhd}},
        {"acute graft versus host disease|acute gvhd|agvhd|acute graft versus host disease ( gvhd )|acute graft versus host disease ( agvhd )|acute graft vs host disease|acute graft vs host disease ( gvhd )|acute graft versus host reaction",
         {Role::mention, "acute-gvhd", "gvhd", D::toxicity, C::gvhd}},
        {"chronic graft versus host disease|chronic gvhd|cgvhd|chronic graft versus host disease ( gvhd )|chronic graft versus host disease ( cgvhd )|chronic graft vs host disease|chronic graft versus host reaction",
         {Role::mention, "chronic-gvhd", "gvhd", D::toxicity, C::gvhd}},
        {"acute or chronic graft versus host disease|acute or chronic gvhd|acute and / or chronic gvhd|acute and chronic gvhd|acute or chronic graft versus host disease ( gvhd )|acute / chronic gvhd|acute or chronic graft vs host disease|acute or chronic graft vs host disease ( gvhd )|acute and chronic graft versus host disease|acute / chronic graft versus host disease|chronic or acute gvhd|acute and / or chronic graft versus host disease|acute and chronic graft versus host disease ( gvhd )",
         {Role::mention, "acute-gvhd,chronic-gvhd", "gvhd", D::toxicity, C::gvhd}},
        {"grade|grade of|stage grade", {Role::grade}},
        // Heart, lungs, vessels
        {"myocardial infarction|heart attack|acute myocardial infarction|myocardial infarct",
         {Role::mention, "myocardial-infarction", "cardiac", D::condition, C::cardiac}},
        {"unstable angina|unstable angina pectoris",
         {Role::mention, "unstable-angina", "cardiac", D::condition, C::cardiac}},
        {"hypertension|arterial hypertension", {Role::mention, "hypertension", "cardiac", D::condition, C::cardiac}},
        {"pericardial effusion", {Role::mention, "pericardial-effusion", "cardiac", D::condition, C::cardiac}},
        {"pleural effusion", {Role::mention, "pleural-effusion", "pleural", D::condition, C::pulmonary}},
        {"interstitial lung disease|interstitial pulmonary disease|ild",
         {Role::mention, "interstitial-lung-disease", "pulmonary", D::condition, C::pulmonary}},
        {"deep vein thrombosis|deep venous thrombosis|dvt|deep vein thrombosis ( dvt )|deep venous thrombosis ( dvt )",
         {Role::mention, "deep-vein-thrombosis", "thrombosis", D::condition, C::other}},
        {"pulmonary embolism|pulmonary embolus|pulmonary embolism ( pe )",
         {Role::mention, "pulmonary-embolism", "thrombosis", D::condition, C::other}},
        {"cirrhosis|liver cirrhosis|hepatic cirrhosis|cirrhosis of the liver",
         {Role::mention, "cirrhosis", "liver", D::condition, C::organ_function}},
        {"ascite", {Role::mention, "ascites", "liver", D::condition, C::organ_function}},
        // Earlier cell therapy
        {"car t|car t cell|car t cell therapy|car t therapy|chimeric antigen receptor t cell|chimeric antigen receptor t cell therapy|cart|car t cell treatment|chimeric antigen receptor t|chimeric antigen receptor t cell ( car t )|chimeric antigen receptor t cell ( car t ) therapy|cart cell|cart therapy|cart cell therapy|chimeric antigen receptor ( car ) t cell|chimeric antigen receptor ( car ) t cell therapy|car t treatment|car t cell infusion therapy|car t product|car t cell product|chimeric antigen receptor ( car ) t|autologous car t cell therapy exposure",
         {Role::mention, "car-t", "prior-therapy", D::therapy, C::prior_cell_therapy, "target"}},
        {"car nk|car nk cell|car nk cell therapy|car nk therapy|chimeric antigen receptor nk cell|chimeric antigen receptor nk cell therapy|chimeric antigen receptor natural killer cell|car nk treatment|car nk cell treatment",
         {Role::mention, "car-nk", "prior-therapy", D::therapy, C::prior_cell_therapy, "target"}},
        {"car t or car nk|car nk or car t|car t or car nk cell therapy|car nk or car t cell therapy|car t / car nk|car t / nk|car t or nk|car t or car nk therapy|car t or car nk cell|car t and car nk|car t and car nk cell therapy",
         {Role::mention, "car-t,car-nk", "prior-therapy", D::therapy, C::prior_cell_therapy, "target"}},
        {"car therapy|car modified cell therapy|car cell therapy|chimeric antigen receptor therapy|chimeric antigen receptor cell therapy|car modified cell|cellular car therapy",
         {Role::mention, "car-cell-therapy", "prior-therapy", D::therapy, C::prior_cell_therapy, "target"}},
        {"genetically modified cell therapy|gene modified cell therapy|genetically engineered cell therapy|genetically modified cellular therapy|gene modified cellular therapy|genetically modified cell|gene modified cell|gene edited cell therapy|genetically modified cell product|gene engineered cell therapy",
         {Role::mention, "gene-modified-cell-therapy", "prior-therapy", D::therapy, C::prior_cell_therapy}},
        {"genetically modified t cell|gene modified t cell|genetically modified t cell therapy|genetically engineered t cell therapy|gene modified t cell therapy|genetically engineered t cell|engineered t cell therapy",
         {Role::mention, "gene-modified-t-cells", "prior-therapy", D::therapy, C::prior_cell_therapy}},
        {"adoptive cell therapy|adoptive cellular therapy|adoptive cell transfer|adoptive cellular immunotherapy",
         {Role::mention, "adoptive-cell-therapy", "prior-therapy", D::therapy, C::prior_cell_therapy}},
        {"cell therapy|cellular therapy|cellular immunotherapy",
         {Role::mention, "cell-therapy", "prior-therapy", D::therapy, C::prior_cell_therapy}},
        {"gene therapy", {Role::mention, "gene-therapy", "prior-therapy", D::therapy, C::prior_cell_therapy}},
        {"cd19 directed therapy|cd19 targeted therapy|anti cd19 therapy|cd19 targeting therapy|cd19 directed treatment|cd19 targeted treatment|anti cd19 treatment|cd19 directed agent|cd19 targeted agent",
         {Role::mention, "cd19-directed-therapy", "prior-therapy", D::therapy, C::prior_cell_therapy}},
        {"donor lymphocyte infusion|dli|donor lymphocyte infusion ( dli )",
         {Role::mention, "donor-lymphocyte-infusion", "prior-therapy", D::therapy, C::prior_cell_therapy}},
        // Transplants
        {"allogeneic stem cell transplant|allogeneic stem cell transplantation|allogeneic hematopoietic stem cell transplant|allogeneic hematopoietic stem cell transplantation|allogeneic transplant|allogeneic transplantation|allo hsct|allo sct|allogeneic hsct|allogeneic sct|allogeneic hematopoietic cell transplant|allogeneic hematopoietic cell transplantation|allogeneic hct|allohsct|allosct|allogeneic bone marrow transplant|allogeneic bone marrow transplantation|allo hct|"
         "allogeneic stem cell transplant ( sct )|allogeneic stem cell transplantation ( sct )|allogeneic hematopoietic stem cell transplantation ( hsct )|allogeneic hematopoietic stem cell transplant ( hsct )|allogeneic stem cell transplantation ( allo sct )|allogeneic hematopoietic stem cell transplantation ( allo hsct )|allogenic stem cell transplant|allogenic stem cell transplantation|allogenic hsct|allogenic transplant|allogeneic stem cell transplantation ( asct )|allogeneic hematopoietic cell transplantation ( hct )|allotransplant|allo transplant",
         {Role::mention, "allogeneic-hsct", "transplant", D::transplant, C::transplant}},
        {"autologous stem cell transplant|autologous stem cell transplantation|autologous hematopoietic stem cell transplant|autologous hematopoietic stem cell transplantation|autologous transplant|autologous transplantation|auto hsct|auto sct|autologous hsct|autologous sct|asct|ahsct|autologous hct|autologous hematopoietic cell transplantation|autologous hematopoietic cell transplant|autologous stem cell transplantation ( asct )|autologous stem cell transplant ( asct )|autologous bone marrow transplant|autologous hematopoietic stem cell transplantation ( hsct )|autologous hematopoietic stem cell transplant ( hsct )|auto hct|autologous stem cell transplant ( sct )|autologous stem cell transplantation ( sct )",
         {Role::mention, "autologous-hsct", "transplant", D::transplant, C::transplant}},
        // Treatments
        {"chemotherapy|cytotoxic chemotherapy|systemic chemotherapy|cytotoxic therapy|chemotherapy treatment|cytotoxic agent|chemotherapy drug|chemotherapeutic agent|cytotoxic chemotherapeutic agent",
         {Role::mention, "cytotoxic-chemotherapy", "prior-therapy", D::therapy, C::prior_therapy}},
        {"radiotherapy|radiation therapy|radiation|radiation treatment|irradiation|radio therapy",
         {Role::mention, "radiotherapy", "prior-therapy", D::therapy, C::prior_therapy}},
        {"targeted therapy|targeted agent|targeted drug|molecular targeted therapy|molecularly targeted therapy|targeted small molecule therapy|targeted treatment",
         {Role::mention, "targeted-therapy", "prior-therapy", D::therapy, C::prior_therapy}},
        {"tyrosine kinase inhibitor|tki|tyrosine kinase inhibitor ( tki )|tyrosine kinase inhibitor therapy",
         {Role::mention, "tyrosine-kinase-inhibitor", "prior-therapy", D::therapy, C::prior_therapy}},
        {"btk inhibitor|bruton's tyrosine kinase inhibitor|btki|bruton tyrosine kinase inhibitor",
         {Role::mention, "btk-inhibitor", "prior-therapy", D::therapy, C::prior_therapy}},
        {"proteasome inhibitor|proteasome inhibitor ( pi )",
         {Role::mention, "proteasome-inhibitor", "prior-therapy", D::therapy, C::prior_therapy}},
        {"immunomodulatory drug|immunomodulatory agent|imid|immunomodulatory drug ( imid )|immunomodulatory agent ( imid )",
         {Role::mention, "immunomodulatory-drug", "prior-therapy", D::therapy, C::prior_therapy}},
        {"monoclonal antibody|therapeutic monoclonal antibody|monoclonal antibody therapy",
         {Role::mention, "monoclonal-antibody", "prior-therapy", D::therapy, C::prior_therapy}},
        {"anticancer therapy|anti cancer therapy|anticancer treatment|anti cancer treatment|antitumor therapy|anti tumor therapy|antitumor treatment|anti tumor treatment|antineoplastic therapy|anti neoplastic therapy|antineoplastic treatment|antineoplastic agent|anticancer agent",
         {Role::mention, "anticancer-therapy", "prior-therapy", D::therapy, C::prior_therapy}},
        {"systemic anticancer therapy|systemic anti cancer therapy|systemic anticancer treatment|systemic anti cancer treatment|systemic antineoplastic therapy|systemic antitumor therapy",
         {Role::mention, "systemic-anticancer-therapy", "prior-therapy", D::therapy, C::prior_therapy}},
        {"intrathecal therapy|intrathecal chemotherapy",
         {Role::mention, "intrathecal-therapy", "prior-therapy", D::therapy, C::prior_therapy}},
        {"rituximab", {Role::mention, "rituximab", "prior-therapy", D::therapy, C::prior_therapy}},
        {"anthracycline", {Role::mention, "anthracycline", "prior-therapy", D::therapy, C::prior_therapy}},
        {"anti cd20 antibody|anti cd20 monoclonal antibody|anti cd20",
         {Role::mention, "anti-cd20-antibody", "prior-therapy", D::therapy, C::prior_therapy}},
        {"major surgery|major surgical procedure|major operation",
         {Role::mention, "major-surgery", "prior-therapy", D::procedure, C::washout}},
        {"plasmapheresis|plasma exchange",
         {Role::mention, "plasmapheresis", "prior-therapy", D::procedure, C::washout}},
        {"live vaccine|live virus vaccine|live attenuated vaccine|live , attenuated vaccine|live vaccination|live attenuated virus vaccine|vaccination with live vaccine|vaccination with live attenuated vaccine|vaccination with live , attenuated vaccine|live viral vaccine|live virus vaccination|live ( attenuated ) vaccine|attenuated live vaccine|live or live attenuated vaccine|live / attenuated vaccine|live or attenuated vaccine|live vaccine administration",
         {Role::mention, "live-vaccine", "prior-therapy", D::medication, C::washout}},
};

using Index = std::unordered_map<std::string_view, std::vector<Phrase>>;

struct Lexicon {
    std::vector<std::string> words;  // owns the text of the phrases
    Index index;
};

const Lexicon& lexicon() {
    static const Lexicon all = [] {
        Lexicon l;
        std::unordered_map<std::string, std::size_t> place;
        struct Pending {
            std::vector<std::size_t> words;
            const Meaning* meaning;
        };
        std::vector<Pending> pending;
        for (const Entry& e : entries) {
            std::string_view rest = e.phrases;
            while (!rest.empty()) {
                const std::size_t bar = rest.find('|');
                std::string_view phrase = rest.substr(0, bar);
                rest = bar == std::string_view::npos ? std::string_view() : rest.substr(bar + 1);
                Pending p{{}, &e.meaning};
                while (!phrase.empty()) {
                    const std::size_t blank = phrase.find(' ');
                    const std::string word = stem(phrase.substr(0, blank));
                    phrase = blank == std::string_view::npos ? std::string_view() : phrase.substr(blank + 1);
                    const auto [at, fresh] = place.emplace(word, l.words.size());
                    if (fresh) l.words.push_back(word);
                    p.words.push_back(at->second);
                }
                pending.push_back(std::move(p));
            }
        }
        for (const Pending& p : pending) {
            Phrase phrase;
            phrase.meaning = *p.meaning;
            for (const std::size_t w : p.words)
                phrase.words.push_back(l.words[w]);
            std::vector<Phrase>& list = l.index[phrase.words.front()];
            // The same phrase twice: the later meaning counts.
            const auto same =
                std::find_if(list.begin(), list.end(), [&](const Phrase& x) { return x.words == phrase.words; });
            if (same != list.end())
                same->meaning = phrase.meaning;
            else
                list.push_back(std::move(phrase));
        }
        for (auto& [word, list] : l.index)
            std::stable_sort(list.begin(), list.end(),
                             [](const Phrase& a, const Phrase& b) { return a.words.size() > b.words.size(); });
        return l;
    }();
    return all;
}

}  // namespace

const std::vector<Phrase>* phrases_of(std::string_view first_word) {
    const Index& index = lexicon().index;
    const auto found = index.find(first_word);
    return found == index.end() ? nullptr : &found->second;
}

}  // namespace carnk::inline v0_1::detail::criteria
