z3tidy_unittest(z3tidyAnalysisTests
  SOURCES AnalysisLoopTest.cpp AnalysisReleaseTest.cpp AnalysisCallTest.cpp
    AnalysisExceptionTest.cpp AnalysisStateTest.cpp
  DEPENDS z3tidyAnalysis)
